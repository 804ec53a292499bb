-- Against floods of forms: what was solved is used once, tries are counted over all processes.
create schema challenge;

create table challenge.used (
  -- A hash of the challenge or the question: the same may not come twice.
  id text primary key check (id ~ '^[0-9a-f]{32}$'),
  purpose text not null check (purpose ~ '^[a-z_]+(\.[a-z_]+)*$'),
  way text not null check (way in ('work', 'question')),
  -- A form sent twice with one challenge is one use where it says by the same key that it is the same form.
  form_key text not null default '',
  used_at timestamptz not null,
  forget_at timestamptz not null
);
create index used_lately on challenge.used (purpose, used_at);
create index used_to_forget on challenge.used (forget_at);

create table challenge.tries (
  purpose text not null check (purpose ~ '^[a-z_]+(\.[a-z_]+)*$'),
  key text not null,
  -- A word for the network that tries, which nobody can turn back; '' where all are counted together.
  client text not null default '',
  times timestamptz[] not null,
  forget_at timestamptz not null,
  primary key (purpose, key, client)
);
create index tries_to_forget on challenge.tries (forget_at);

-- Of one day: with the salt goes the last way from such a word to a network.
create table challenge.salt (
  on_date date primary key,
  salt bytea not null check (length(salt) = 32)
);
