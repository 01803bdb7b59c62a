-- one row a word that both sides use
select token as query_token, token as entry_token, 1.0::float as similarity
from (select distinct token from query_token)
semi join entry_token using (token)
order by token
