-- one row a table of the warehouse
select table_name
from information_schema.tables
order by table_name
