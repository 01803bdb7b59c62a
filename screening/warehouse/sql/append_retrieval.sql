-- rows of the registered frame rows_to_append, added to retrieval
insert into retrieval by name select * from rows_to_append
