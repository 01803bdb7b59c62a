-- rows of the registered frame rows_to_append, added to refusal
insert into refusal by name select * from rows_to_append
