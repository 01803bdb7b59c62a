-- the snapshot of a list that was retrieved last by $instant, or no row
select snapshot.*, retrieval.origin, retrieval.edition_on, retrieval.retrieved_at, retrieval.is_history
from retrieval
join snapshot using (snapshot_id)
where retrieval.list_id = $list_id and retrieval.retrieved_at <= $instant and not retrieval.is_history
order by retrieved_at desc, snapshot_id
limit 1
