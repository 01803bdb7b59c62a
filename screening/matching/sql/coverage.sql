-- one row a candidate pair: which share of the (distinctive) weight of each name is found in the other
with query_total as (
    select name_id, sum(weight) as weight, sum(greatest(weight - $distinctive, 0)) as distinctive
    from query_token
    group by name_id
),
entry_total as (
    select name_id, sum(weight) as weight, sum(greatest(weight - $distinctive, 0)) as distinctive
    from entry_token
    group by name_id
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
    join query_token on query_token.name_id = candidate.query_id
    join token_pair on token_pair.query_token = query_token.token
    join entry_token on entry_token.name_id = candidate.entry_id and entry_token.token = token_pair.entry_token
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
    select
        query_id,
        entry_id,
        sum(weight * similarity) as weight,
        sum(weight) as partnered,
        sum(greatest(weight - $distinctive, 0) * similarity) as distinctive
    from query_side
    group by query_id, entry_id
),
entry_found as (
    select
        query_id,
        entry_id,
        sum(weight * similarity) as weight,
        sum(weight) as partnered,
        sum(greatest(weight - $distinctive, 0) * similarity) as distinctive
    from entry_side
    group by query_id, entry_id
)
select
    candidate.query_id,
    candidate.entry_id,
    coalesce(query_found.weight / query_total.weight, 0)::float as query_coverage,
    coalesce(entry_found.weight / entry_total.weight, 0)::float as entry_coverage,
    (1 - coalesce(query_found.partnered / query_total.weight, 0))::float as query_missing,
    (1 - coalesce(entry_found.partnered / entry_total.weight, 0))::float as entry_missing,
    (query_found.distinctive / nullif(query_total.distinctive, 0))::float as query_brand,
    (entry_found.distinctive / nullif(entry_total.distinctive, 0))::float as entry_brand
from candidate
join query_total on query_total.name_id = candidate.query_id
join entry_total on entry_total.name_id = candidate.entry_id
join query on query.name_id = candidate.query_id
join entry on entry.name_id = candidate.entry_id
left join query_found using (query_id, entry_id)
left join entry_found using (query_id, entry_id)
where least(coalesce(query_found.weight / query_total.weight, 0), coalesce(entry_found.weight / entry_total.weight, 0))
        >= $min_coverage
    or query.joined = entry.joined
order by query_id, entry_id
