-- one row a run that another run is compared with: finished ones of the same scope, on a business date before its own
-- or on that date where it was another run; runs that looked back (as of another date) are no baseline
create or replace temp macro earlier_run(its_scope, its_business_date, its_run_id) as table
    select run_id, business_date, finished_at
    from run
    where scope = its_scope
        and as_of = business_date
        and business_date <= its_business_date
        and run_id <> its_run_id
