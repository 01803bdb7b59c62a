-- one row a finished run of $scope that did not look back, newest business date first, with the lists that it used
select
    run.run_id,
    run.business_date,
    run.finished_at,
    cast(json_extract(run.manifest, '$.counts.open_hits') as integer) as open_hits,
    list(run_list.list_id order by run_list.list_id) as list_ids
from run
join run_list using (run_id)
where run.scope = $scope and run.as_of = run.business_date and run_list.snapshot_id is not null
group by all
order by run.business_date desc, run.finished_at desc, run.run_id
