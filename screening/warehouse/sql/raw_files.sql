-- one row a raw file that a snapshot was read from, those of $without left out
select distinct unnest(list_transform(raw_files, lambda file: file.sha256)) as sha256
from snapshot
where snapshot_id not in (select unnest($without))
order by sha256
