-- What an earlier register called a row: brought in again, it is known and left alone.
alter table registers.row add source_key text check (source_key <> '');
create unique index row_by_source on registers.row (register, unit_id, source_key) where source_key is not null;

alter table requests.request add source_key text check (source_key <> '');
create unique index request_by_source on requests.request (source_key) where source_key is not null;
