-- rows of the registered frame rows_to_append, added to run
insert into run by name select * from rows_to_append
