-- A document may be approved now and public later: it waits, approved, for the time that was asked for.
alter table documents.document add column publish_at timestamptz;
alter table documents.document drop constraint document_state_check;
alter table documents.document add constraint document_state_check
  check (state in ('draft', 'in_review', 'approved', 'not_public', 'published', 'withdrawn', 'repealed', 'replaced', 'expired'));
alter table documents.document add check (state <> 'approved' or publish_at is not null);
create index document_waiting on documents.document (publish_at) where state = 'approved';
