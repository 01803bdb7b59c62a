-- one row a list of $list_ids: the snapshot that the newest earlier run of the scope used (the runs of previous_hits)
with candidate as (
    select
        run_list.list_id,
        run_list.snapshot_id,
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
select list_id, snapshot_id
from candidate
where place = 1
order by list_id
