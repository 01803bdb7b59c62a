-- one row: the newest version that the schema was brought to
select max(version) as version
from schema_version
