-- Topics (专题): a page on one subject with its documents, and the progress of what was promised.
create schema topics;

create table topics.topic (
  id           bigint generated always as identity primary key,
  unit_id      bigint not null references organisation.unit,
  -- the items' own pages stand below /topics/items
  slug         text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,59}$' and slug <> 'items'),
  title        text not null check (title <> ''),
  introduction text not null default '',
  position     integer not null default 0 check (position >= 0),
  rhythm_days  integer not null check (rhythm_days between 1 and 366),
  opened_on    date not null,
  closed_on    date,
  version      integer not null default 1,
  check (closed_on >= opened_on)
);
create index topic_by_unit on topics.topic (unit_id);

create table topics.section (
  topic_id    bigint not null references topics.topic,
  position    integer not null check (position >= 0),
  title       text not null check (title <> ''),
  kind        text not null check (kind in ('channel', 'search', 'document')),
  channel_id  bigint references sites.channel on delete cascade,
  words       text,
  document_id bigint references documents.document,
  primary key (topic_id, position),
  check ((kind = 'channel') = (channel_id is not null)),
  check ((kind = 'search') = (words is not null and words <> '')),
  check ((kind = 'document') = (document_id is not null))
);
create index section_by_channel on topics.section (channel_id);
create index section_by_document on topics.section (document_id);

create table topics.item (
  id                 bigint generated always as identity primary key,
  topic_id           bigint not null references topics.topic,
  position           integer not null check (position > 0),
  heading            text not null check (heading <> ''),
  goal               text not null check (goal <> ''),
  unit_id            bigint not null references organisation.unit,
  due_on             date not null,
  source             text not null default '',
  source_document_id bigint references documents.document,
  opened_on          date not null,
  stage              text not null default 'not_started'
                     check (stage in ('not_started', 'under_way', 'done', 'suspended')),
  percent            integer not null default 0 check (percent between 0 and 100),
  reported_on        date,
  -- which of the item's reporting clocks runs
  round              integer not null default 1,
  version            integer not null default 1,
  unique (topic_id, position),
  check ((stage = 'done') = (percent = 100)),
  check (stage <> 'not_started' or percent = 0)
);
create index item_by_unit on topics.item (unit_id, topic_id);
create index item_by_source on topics.item (source_document_id);

-- Units that share in an item; the responsible one stands with the item itself.
create table topics.item_unit (
  item_id  bigint not null references topics.item on delete cascade,
  position integer not null check (position >= 0),
  unit_id  bigint not null references organisation.unit,
  primary key (item_id, unit_id)
);
create index item_unit_by_unit on topics.item_unit (unit_id);

-- A report is never changed: the next one puts it right.
create table topics.report (
  id          bigint generated always as identity primary key,
  item_id     bigint not null references topics.item,
  reported_on date not null,
  stage       text not null check (stage in ('not_started', 'under_way', 'done', 'suspended')),
  percent     integer not null check (percent between 0 and 100),
  done        text not null check (done <> ''),
  -- why the percentage fell
  reason      text not null default '',
  unit_id     bigint not null references organisation.unit,
  reported_by bigint references identity.staff
);
create index report_by_item on topics.report (item_id, reported_on desc, id desc);
create index report_by_unit on topics.report (unit_id);
