-- one row a table with a sum over every cell of it: reading it proves that the file can be read
select 'snapshot' as table_name, bit_xor(hash(snapshot)) as checksum from snapshot
union all
select 'list_entry', bit_xor(hash(list_entry)) from list_entry
union all
select 'retrieval', bit_xor(hash(retrieval)) from retrieval
union all
select 'refusal', bit_xor(hash(refusal)) from refusal
union all
select 'fetched', bit_xor(hash(fetched)) from fetched
union all
select 'run', bit_xor(hash(run)) from run
union all
select 'run_list', bit_xor(hash(run_list)) from run_list
union all
select 'hit', bit_xor(hash(hit)) from hit
union all
select 'hit_event', bit_xor(hash(hit_event)) from hit_event
union all
select 'removal', bit_xor(hash(removal)) from removal
order by table_name
