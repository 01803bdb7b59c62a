-- rows of the registered frame rows_to_append, added to removal
insert into removal by name select * from rows_to_append
