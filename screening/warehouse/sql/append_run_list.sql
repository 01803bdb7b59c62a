-- rows of the registered frame rows_to_append, added to run_list
insert into run_list by name select * from rows_to_append
