-- one row a run: the last $runs finished runs of the scope before this one, with their hits by band and what was new
with recent as (
    select run_id, business_date, finished_at
    from earlier_run($scope, $business_date, $run_id)
    order by business_date desc, finished_at desc, run_id
    limit $runs
),
found as (
    select
        run_id,
        count(*) filter (where band = 'match') as match,
        count(*) filter (where band = 'probable') as probable,
        count(*) filter (where band = 'possible') as possible
    from hit
    join recent using (run_id)
    group by run_id
),
begun as (
    select run_id, count(*) as new
    from hit_event
    join recent using (run_id)
    where event = 'new'
    group by run_id
)
select
    run_id,
    business_date,
    coalesce(match, 0) as match,
    coalesce(probable, 0) as probable,
    coalesce(possible, 0) as possible,
    coalesce(new, 0) as new
from recent
left join found using (run_id)
left join begun using (run_id)
order by business_date, finished_at, run_id
