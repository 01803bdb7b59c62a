-- one row an entry of a snapshot, in the order of its publisher
select * exclude (snapshot_id, position)
from list_entry
where snapshot_id = $snapshot_id
order by position
