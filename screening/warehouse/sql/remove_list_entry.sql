-- the entries of the snapshot $snapshot_id, removed
delete from list_entry where snapshot_id = $snapshot_id
