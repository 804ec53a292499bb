-- A unit's newest: its page, its feed, the public API. Without this a unit that publishes seldom reads all that is newer.
create index entry_by_unit on search.entry (unit_id, shown_on desc, source_id desc);
