-- the run that finished last, or no row
select run_id
from run
order by finished_at desc, business_date desc, run_id
limit 1
