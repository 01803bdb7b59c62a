-- the finished run with this key, or no row
select run_id, verdict, manifest
from run
where run_key = $run_key
