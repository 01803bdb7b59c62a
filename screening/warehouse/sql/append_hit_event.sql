-- rows of the registered frame rows_to_append, added to hit_event
insert into hit_event by name select * from rows_to_append
