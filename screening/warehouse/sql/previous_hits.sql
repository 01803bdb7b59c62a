-- one row a hit of the run before: for each list of $list_ids that of the newest finished run of the same scope that
-- used this list, on a business date before $business_date or on that date where it was another run; runs that looked
-- back (as of another date) are no baseline
with candidate as (
    select
        run_list.list_id,
        run.run_id,
        row_number() over (
            partition by run_list.list_id
            order by run.business_date desc, run.finished_at desc, run.run_id
        ) as place
    from run
    join run_list using (run_id)
    where run.scope = $scope
        and run.as_of = run.business_date
        and run.business_date <= $business_date
        and run.run_id <> $run_id
        and run_list.snapshot_id is not null
        and run_list.list_id in (select unnest($list_ids))
)
select hit.*
from hit
join candidate using (run_id, list_id)
where candidate.place = 1
order by counterparty_id, list_id, entry_id
