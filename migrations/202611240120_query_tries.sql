-- Wrong query codes are counted by who tries, in challenge.tries: a stranger cannot lock somebody's case.
-- breaking: a process of the version before reads the columns that go away here; the status page fails in it until it ends.
alter table requests.request drop column query_failures, drop column query_locked_until;

-- The public register: concluded cases, newest first, by unit and by outcome as well.
create index case_register on cases."case" (kind, concluded_on desc, id desc) where concluded_on is not null;
create index case_register_unit on cases."case" (kind, unit_id, concluded_on desc, id desc) where concluded_on is not null;
create index case_register_outcome on cases."case" (kind, outcome, concluded_on desc, id desc) where concluded_on is not null;
