-- The site group (集约化): looks, home page, hosts and the end of a site; addresses that have moved.
alter table sites.site
  add column theme text not null default 'vermilion' check (theme in ('vermilion', 'blue', 'green', 'ink')),
  add column tagline text not null default '',
  add column phone text not null default '',
  add column state text not null default 'open' check (state in ('open', 'closing', 'closed')),
  add column closing_on date,
  add column closing_notice text not null default '',
  add check ((state = 'open') = (closing_on is null)),
  add check (state = 'open' or closing_notice <> '');

-- A site answers on these host names besides its path on the portal.
create table sites.host (
  host    text primary key check (host ~ '^[a-z0-9][a-z0-9.-]*$'),
  site_id bigint not null references sites.site
);
create index host_by_site on sites.host (site_id);

-- What a site's home page shows, from the top.
create table sites.block (
  site_id    bigint not null references sites.site,
  position   integer not null check (position >= 0),
  kind       text not null check (kind in ('newest', 'column', 'text')),
  title      text not null check (title <> ''),
  channel_id bigint,
  body       text not null default '',
  size       integer not null default 6 check (size between 1 and 20),
  primary key (site_id, position),
  foreign key (channel_id, site_id) references sites.channel (id, site_id),
  check ((kind = 'column') = (channel_id is not null)),
  check (kind <> 'text' or body <> '')
);
create index block_by_channel on sites.block (channel_id);

-- An address that is no more, and where its readers are sent (301).
create table sites.moved (
  site_id  bigint not null references sites.site,
  path     text not null check (path ~ '^/[^?#]*$' and length(path) <= 300),
  target   text not null check (target ~ '^(/[^/]|https://)' and length(target) <= 500),
  moved_on date not null,
  primary key (site_id, path),
  check (path <> target)
);
