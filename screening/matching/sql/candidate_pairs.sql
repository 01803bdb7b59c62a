-- one row a pair of names that share a key: a word that is not too common, two neighbouring words, or the whole name
with entry_frequency as (
    select token, count(*) as names
    from entry_token
    group by token
),
word_key as (
    select query_token.name_id as query_id, entry_token.name_id as entry_id
    from query_token
    join token_pair on token_pair.query_token = query_token.token
    join entry_frequency on entry_frequency.token = token_pair.entry_token
    join entry_token on entry_token.token = token_pair.entry_token
    where query_token.weight >= $min_weight
        and entry_token.weight >= $min_weight
        and entry_frequency.names <= $max_token_names
),
query_pair as (
    select name_id, unnest(pairs) as pair
    from query
),
entry_pair as (
    select name_id, unnest(pairs) as pair
    from entry
),
pair_frequency as (
    select pair, count(*) as names
    from entry_pair
    group by pair
),
pair_key as (
    select query_pair.name_id as query_id, entry_pair.name_id as entry_id
    from query_pair
    join entry_pair using (pair)
    join pair_frequency using (pair)
    where pair_frequency.names <= $max_pair_names
),
whole_key as (
    select query.name_id as query_id, entry.name_id as entry_id
    from query
    join entry on entry.joined = query.joined
    union all
    select query.name_id as query_id, entry.name_id as entry_id
    from query
    join entry on entry.sorted_core = query.sorted_core
)
from word_key
union
from pair_key
union
from whole_key
