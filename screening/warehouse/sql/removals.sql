-- one row a thing that a rule of retention removed, newest first
select *
from removal
order by removed_at desc, kind, id
