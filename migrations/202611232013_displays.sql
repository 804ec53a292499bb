-- What the touch terminals and boards of a site show: its columns in an order, and for how long one item stands.
create schema displays;

create table displays.setting (
  site_id bigint primary key references sites.site (id),
  seconds integer not null check (seconds between 5 and 60)
);

create table displays.channel (
  site_id bigint not null references displays.setting (site_id) on delete cascade,
  position integer not null check (position >= 0),
  channel_id bigint not null,
  primary key (site_id, position),
  unique (site_id, channel_id),
  foreign key (channel_id, site_id) references sites.channel (id, site_id) on delete cascade
);
create index channel_by_channel on displays.channel (channel_id);
