-- one row where the snapshot was accepted before
select snapshot_id
from snapshot
where snapshot_id = $snapshot_id
