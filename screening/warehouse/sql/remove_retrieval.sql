-- the retrievals of the snapshot $snapshot_id, removed
delete from retrieval where snapshot_id = $snapshot_id
