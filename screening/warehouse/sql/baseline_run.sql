-- one row a list: the newest run of earlier_run that used the list, and its snapshot
create or replace temp macro baseline_run(its_scope, its_business_date, its_run_id, its_list_ids) as table
    select list_id, run_id, snapshot_id
    from earlier_run(its_scope, its_business_date, its_run_id)
    join run_list using (run_id)
    where snapshot_id is not null
        and list_id in (select unnest(its_list_ids))
    qualify row_number() over (partition by list_id order by business_date desc, finished_at desc, run_id) = 1
