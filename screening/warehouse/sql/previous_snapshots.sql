-- one row a list of $list_ids: the snapshot that its baseline run used
select list_id, snapshot_id
from baseline_run($scope, $business_date, $run_id, $list_ids)
order by list_id
