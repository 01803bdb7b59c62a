-- one row a pair of views of one language that share a key: a word that is not too common, two neighbouring words
-- (written apart or together), the whole name or its short form; the last three are sure whatever they cover
with entry_frequency as (
    select token, count(*) as names
    from entry_token
    group by token
),
word_key as (
    select query_token.view_id as query_id, entry_token.view_id as entry_id
    from query_token
    join token_pair on token_pair.query_token = query_token.token
    join entry_frequency on entry_frequency.token = token_pair.entry_token
    join entry_token on entry_token.token = token_pair.entry_token
    where query_token.weight >= $min_weight
        and entry_token.weight >= $min_weight
        and entry_frequency.names <= $max_token_names
),
query_pair as (
    select view_id, unnest(pairs) as pair
    from query
),
entry_pair as (
    select view_id, unnest(pairs) as pair
    from entry
),
pair_frequency as (
    select pair, count(*) as names
    from entry_pair
    group by pair
),
pair_key as (
    select query_pair.view_id as query_id, entry_pair.view_id as entry_id
    from query_pair
    join entry_pair using (pair)
    join pair_frequency using (pair)
    where pair_frequency.names <= $max_pair_names
),
split_key as (
    select query_pair.view_id as query_id, entry_token.view_id as entry_id
    from query_pair
    join entry_token on entry_token.token = replace(query_pair.pair, ' ', '')
    join entry_frequency on entry_frequency.token = entry_token.token
    where entry_frequency.names <= $max_token_names
    union all
    select query_token.view_id as query_id, entry_pair.view_id as entry_id
    from query_token
    join entry_pair on replace(entry_pair.pair, ' ', '') = query_token.token
    join pair_frequency using (pair)
    where pair_frequency.names <= $max_pair_names
),
whole_key as (
    select query.view_id as query_id, entry.view_id as entry_id
    from query
    join entry on entry.joined = query.joined
    union all
    select query.view_id as query_id, entry.view_id as entry_id
    from query
    join entry on entry.sorted_core = query.sorted_core
),
short_key as (
    select query.view_id as query_id, entry_short.view_id as entry_id
    from query
    join (select view_id, unnest(short_forms) as short_form from entry) as entry_short
        on entry_short.short_form = query.joined
    union all
    select query_short.view_id as query_id, entry.view_id as entry_id
    from entry
    join (select view_id, unnest(short_forms) as short_form from query) as query_short
        on query_short.short_form = entry.joined
),
keyed as (
    select query_id, entry_id, false as is_sure
    from word_key
    union all
    select query_id, entry_id, false as is_sure
    from pair_key
    union all
    select query_id, entry_id, true as is_sure
    from split_key
    union all
    select query_id, entry_id, true as is_sure
    from whole_key
    union all
    select query_id, entry_id, true as is_sure
    from short_key
),
keyed_query as materialized (
    select query_id, entry_id, query.language, bool_or(is_sure) as is_sure
    from keyed
    join query on query.view_id = query_id
    group by query_id, entry_id, query.language
)
select query_id, entry_id, is_sure
from keyed_query
join entry on entry.view_id = entry_id and entry.language = keyed_query.language
