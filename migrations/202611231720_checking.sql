-- The check before publication (内容检查): what was found in exactly this content, and what a drafter says of it.
create schema checking;

create table checking.run (
  document_id  bigint not null references documents.document on delete cascade,
  content_hash bytea not null check (length(content_hash) = 32),
  checked_at   timestamptz not null default now(),
  -- [{"key", "kind", "severity", "where", "excerpt", "masked"}]: what is personal stands here masked
  findings     jsonb not null check (jsonb_typeof(findings) = 'array'),
  primary key (document_id, content_hash)
);

-- Why something found may stand. It holds for the same words in the same place, in later versions too.
create table checking.justification (
  document_id  bigint not null references documents.document on delete cascade,
  key          text not null check (key ~ '^[0-9a-f]{24}$'),
  note         text not null check (note <> ''),
  staff_id     bigint not null references identity.staff,
  justified_at timestamptz not null default now(),
  primary key (document_id, key)
);
create index justification_by_staff on checking.justification (staff_id);
