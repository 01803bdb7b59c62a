-- one row a token of a view (of the frame `names`), with its weight
select view_id, unnest(tokens) as token, unnest(weights) as weight
from names
