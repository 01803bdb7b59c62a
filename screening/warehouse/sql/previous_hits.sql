-- one row a hit of the newest finished run of the same scope on a business date before $business_date,
-- or on that date where it was another run
select hit.*
from hit
join (
    select run_id
    from run
    where scope = $scope and business_date <= $business_date and run_id <> $run_id
    order by business_date desc, finished_at desc, run_id
    limit 1
) as previous using (run_id)
order by counterparty_id, list_id, entry_id
