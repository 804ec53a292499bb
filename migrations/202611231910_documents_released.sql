-- An approved version may never become public: it waits, and is called back. Only what was released may be shown as what
-- a document once said.
alter table documents.approval add column released_at timestamptz;
update documents.approval a set released_at = a.decided_at
 where a.decided_by like 'batch:%'
    or exists (select 1 from ledger.entry e
                where e.subject = 'document:' || a.document_id and e.verb = 'publishing.published'
                  and e.detail ->> 'version' = a.version::text);
