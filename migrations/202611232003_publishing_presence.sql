-- Who has a draft open now. Lost with a crash, and nothing is lost by it.
create unlogged table publishing.presence (
  document_id bigint not null,
  staff_id    bigint not null,
  seen_at     timestamptz not null default now(),
  primary key (document_id, staff_id)
);
