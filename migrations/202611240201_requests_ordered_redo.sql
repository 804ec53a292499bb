-- The decision that ordered a new answer, where it is one of this house's remedies: its own limit is the one that counts.
alter table requests.redo add remedy_id bigint references cases.case (id);
-- How a fee was paid, as it was entered with the payment.
alter table requests.fee add paid_how text not null default '';
