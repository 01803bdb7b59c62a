-- rows of the registered frame rows_to_append, added to list_entry
insert into list_entry by name select * from rows_to_append
