-- one row: the newest instant that the warehouse remembers, or null
select greatest((select max(retrieved_at) from retrieval), (select max(finished_at) from run)) as instant
