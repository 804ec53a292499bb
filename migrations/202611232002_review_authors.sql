-- Several people may write in a draft; none of them signs it but the one who proposes it, and he only as its drafter.
alter table review.process add column author_ids bigint[] not null default '{}';
create function review.refuse_author() returns trigger language plpgsql as $$
begin
  if new.step > 1 and exists (
    select 1 from review.process p where p.id = new.process_id and new.staff_id = any(p.author_ids)
  ) then
    raise exception 'staff % wrote in what is reviewed', new.staff_id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger refuse_author before insert on review.signature
  for each row execute function review.refuse_author();
