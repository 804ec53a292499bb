-- What a kind of case sorts its cases by in figures, settled when the case is opened: of a disclosure request, who asks.
-- It stands on the case, so that the statutory table of a large city is read from one index. The request keeps it under its
-- own words and checks; the two cannot differ.
alter table cases.case add category text not null default '';
update cases.case c set category = r.applicant_kind from requests.request r where r.case_id = c.id;
alter table cases.case add unique (id, category);
alter table requests.request add foreign key (case_id, applicant_kind) references cases.case (id, category);

-- A figure's whole question is answered from these without a look at the rows.
drop index cases.case_received;
create index case_received on cases.case (kind, received_on, unit_id) include (category, concluded_on);
drop index cases.case_concluded;
create index case_concluded on cases.case (kind, concluded_on, unit_id) include (category, outcome, received_on)
  where concluded_on is not null;
drop index requests.request_by_applicant_kind;
