-- one row a pair of different words, one of a query and one of an entry, that share a spelling with at most one
-- letter left out on each side
with query_word as (
    select distinct token
    from query_token
    where length(token) >= $min_length and regexp_full_match(token, '[a-z]+')
),
entry_word as (
    select distinct token
    from entry_token
    where length(token) >= $min_length and regexp_full_match(token, '[a-z]+')
),
query_variant as (
    select token, token as variant
    from query_word
    union
    select token, unnest([token[:i] || token[i + 2:] for i in range(0, length(token))]) as variant
    from query_word
),
entry_variant as (
    select token, token as variant
    from entry_word
    union
    select token, unnest([token[:i] || token[i + 2:] for i in range(0, length(token))]) as variant
    from entry_word
)
select distinct query_variant.token as query_token, entry_variant.token as entry_token
from query_variant
join entry_variant using (variant)
where query_variant.token <> entry_variant.token
order by query_token, entry_token
