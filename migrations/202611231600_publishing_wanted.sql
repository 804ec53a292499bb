-- A correction may choose other channels; the public lists change only once it is approved. So a placement knows both
-- what the draft wants and what is shown.
alter table publishing.placement add column wanted boolean not null default true;
alter table publishing.placement add check (wanted or shown_on is not null);
