-- Held to the end of the transaction by whoever makes or destroys keys of a subject, or enters what is sealed under them.
create or replace function keys.subject_lock(subject text) returns void
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
    select pg_advisory_xact_lock(hashtextextended(subject, 7097));
end;
