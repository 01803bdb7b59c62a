-- one row a pair of counterparty and entry: the business date on which it last became a hit in a run of the scope
select
    hit_event.counterparty_id,
    hit_event.list_id,
    hit_event.entry_id,
    max(hit_event.business_date) as opened_on
from hit_event
join earlier_run($scope, $business_date, $run_id) using (run_id)
where hit_event.event = 'new'
group by all
order by all
