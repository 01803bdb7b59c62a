-- one row an entry (of the frame `entries`) that is on its list at $instant, with the state that weighs most
with measure as (
    select entry_id, unnest(measures) as measure
    from entries
),
period as (
    select entry_id, unnest(measure.periods) as period
    from measure
),
begun as (
    select entry_id, period.state as state
    from period
    where period.from_at <= $instant and (period.until_at is null or period.until_at > $instant)
)
select
    entry_id,
    arg_min(state, list_position(['in_force', 'unverified', 'suspended', 'stopped', 'removed'], state)) as state
from begun
group by entry_id
order by entry_id
