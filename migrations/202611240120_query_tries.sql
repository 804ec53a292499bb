-- Wrong query codes are counted by who tries, in challenge.tries: a stranger cannot lock somebody's case.
-- breaking: a process of the version before reads the columns that go away here; the status page fails in it until it ends.
alter table requests.request drop column query_failures, drop column query_locked_until;

-- The public register by outcome: a rare one is found without reading all concluded cases. By year and by unit
-- case_concluded serves.
create index case_concluded_outcome on cases."case" (kind, outcome, concluded_on desc, id desc)
  where concluded_on is not null;
