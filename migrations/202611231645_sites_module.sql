-- Sites and their columns are a room of their own; publishing keeps what stands where.
create schema sites;
alter table publishing.site set schema sites;
alter table publishing.channel set schema sites;
