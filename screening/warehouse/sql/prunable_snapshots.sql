-- one row a snapshot that was last retrieved before $before, is not the last retrieved of its list, and that no run
-- with its business date on or after $kept_since used
select snapshot.snapshot_id, snapshot.list_id, snapshot.raw_files, max(retrieval.retrieved_at) as retrieved_at
from snapshot
join retrieval using (snapshot_id)
where snapshot.snapshot_id not in (
        select arg_max(snapshot_id, (retrieved_at, snapshot_id))
        from retrieval
        where not is_history
        group by list_id
    )
    and snapshot.snapshot_id not in (
        select run_list.snapshot_id
        from run
        join run_list using (run_id)
        where run_list.snapshot_id is not null and run.business_date >= $kept_since
    )
group by all
having max(retrieval.retrieved_at) < $before
order by snapshot.list_id, retrieved_at, snapshot.snapshot_id
