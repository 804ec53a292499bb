-- Wrong codes are counted by the network they come from (challenge.tries), as those of requests are.
alter table consultations.consultation drop query_failures, drop query_locked_until;
