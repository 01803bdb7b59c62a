-- one row a retrieval of an accepted snapshot (of all lists where $list_id is null), newest first
select snapshot.*, retrieval.origin, retrieval.edition_on, retrieval.retrieved_at, retrieval.is_history
from retrieval
join snapshot using (snapshot_id)
where $list_id is null or retrieval.list_id = $list_id
order by retrieval.list_id, retrieved_at desc, snapshot_id
