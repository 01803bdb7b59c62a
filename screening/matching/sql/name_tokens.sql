-- one row a token of a name (of the frame `names`), with its weight
select name_id, unnest(tokens) as token, unnest(weights) as weight
from names
