-- one row a hit of the baseline run of each list of $list_ids
select hit.*
from hit
join baseline_run($scope, $business_date, $run_id, $list_ids) using (run_id, list_id)
order by counterparty_id, list_id, entry_id
