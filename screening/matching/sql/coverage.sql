-- one row a candidate pair: which share of the weight of each view is found in the other
with query_total as (
    select view_id, sum(weight) as weight
    from query_token
    group by view_id
),
entry_total as (
    select view_id, sum(weight) as weight
    from entry_token
    group by view_id
),
matched as (
    select
        candidate.query_id,
        candidate.entry_id,
        query_token.token as query_token,
        entry_token.token as entry_token,
        query_token.weight as query_weight,
        entry_token.weight as entry_weight,
        token_pair.similarity
    from candidate
    join query_token on query_token.view_id = candidate.query_id
    join token_pair on token_pair.query_token = query_token.token
    join entry_token on entry_token.view_id = candidate.entry_id and entry_token.token = token_pair.entry_token
),
query_side as (
    select query_id, entry_id, query_token, any_value(query_weight) as weight, max(similarity) as similarity
    from matched
    group by query_id, entry_id, query_token
),
entry_side as (
    select query_id, entry_id, entry_token, any_value(entry_weight) as weight, max(similarity) as similarity
    from matched
    group by query_id, entry_id, entry_token
),
query_found as (
    select query_id, entry_id, sum(weight * similarity) as weight
    from query_side
    group by query_id, entry_id
),
entry_found as (
    select query_id, entry_id, sum(weight * similarity) as weight
    from entry_side
    group by query_id, entry_id
),
covered as (
    select
        candidate.query_id,
        candidate.entry_id,
        candidate.is_sure,
        coalesce(query_found.weight / query_total.weight, 0)::float as query_coverage,
        coalesce(entry_found.weight / entry_total.weight, 0)::float as entry_coverage
    from candidate
    join query_total on query_total.view_id = candidate.query_id
    join entry_total on entry_total.view_id = candidate.entry_id
    left join query_found using (query_id, entry_id)
    left join entry_found using (query_id, entry_id)
)
select query_id, entry_id, query_coverage, entry_coverage
from covered
where is_sure or least(query_coverage, entry_coverage) >= $min_coverage
order by query_id, entry_id
