-- the snapshot $snapshot_id, removed
delete from snapshot where snapshot_id = $snapshot_id
