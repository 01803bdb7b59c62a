-- the publisher's newest edition of $day or before, whenever it was brought in, or no row
select snapshot.*, retrieval.origin, retrieval.edition_on, retrieval.retrieved_at, retrieval.is_history
from retrieval
join snapshot using (snapshot_id)
where retrieval.list_id = $list_id and retrieval.edition_on <= $day and retrieval.origin <> 'bundled'
order by edition_on desc, retrieved_at desc, snapshot_id
limit 1
