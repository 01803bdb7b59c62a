-- rows of the registered frame rows_to_append, added to fetched
insert into fetched by name select * from rows_to_append
