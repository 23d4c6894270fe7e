-- The audit is read: the newest first, of somebody, of one thing, of one kind of change, or of a time.
create index audit_of_principal on audit (principal, number);
create index audit_of_subject on audit (subject, number);
create index audit_of_action on audit (action text_pattern_ops, number);
create index audit_age on audit using brin (at);
