-- one row a recorded run, oldest business date first
select run_id, business_date
from run
order by business_date, run_id
