-- A higher court that lets the judgment stand: the result of the instance is that of the judgment it was asked about.
alter table remedies.instance add column stands text check (stands in ('affirmed', 'withdrawn'));
alter table remedies.instance add check (stands is null or (result is not null and level in ('second', 'retrial')));
