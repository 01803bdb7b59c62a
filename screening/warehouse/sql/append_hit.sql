-- rows of the registered frame rows_to_append, added to hit
insert into hit by name select * from rows_to_append
