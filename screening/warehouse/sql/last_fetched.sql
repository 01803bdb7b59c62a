-- the last answer of a publisher at an address whose content is part of an accepted snapshot, or no row: content that was
-- refused is asked for anew
select etag, last_modified, sha256, fetched_at
from fetched
where url = $url
    and exists (
        select 1
        from snapshot
        where list_contains(list_transform(snapshot.raw_files, lambda file: file.sha256), fetched.sha256)
    )
order by fetched_at desc
limit 1
