-- How a fee is to be paid, as the notice told it; letters from before this have it in their text alone.
alter table requests.fee add pay_where text not null default '';
