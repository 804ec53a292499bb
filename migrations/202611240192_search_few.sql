-- Documents are a million and everything else is few: a search among the few, made while somebody types, must not read
-- the postings of all documents. The planner uses these where the sources asked for are not documents.
create index entry_words_few on search.entry using gin (words) where source <> 'document';
create index entry_newest_few on search.entry (shown_on desc, source_id desc) where source <> 'document';
