-- What an earlier edition of the rules found clean is not clean by today's: a run counts for the rules that made it.
alter table checking.run add column rules integer not null default 1;
