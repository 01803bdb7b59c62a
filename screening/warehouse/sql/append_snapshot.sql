-- rows of the registered frame rows_to_append, added to snapshot
insert into snapshot by name select * from rows_to_append
