-- the last attempt to refresh a list that was refused, or no row
select *
from refusal
where list_id = $list_id
order by refused_at desc
limit 1
