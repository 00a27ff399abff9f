-- One key of provide.
create or replace function keys.provide_one(
    subject text, dossier text, candidate bytea, trace bytea, out state text, out wrapped bytea)
language plpgsql set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
declare
    is_known boolean;
begin
    -- The second time nobody else can be making it.
    for attempt in 1..2 loop
        -- Before the key, which came with it: whoever sees this sees that too, unless it is gone.
        is_known := exists (
            select from register.scopes as scope
            where scope.subject = provide_one.subject and scope.dossier = provide_one.dossier);
        select key.wrapped into provide_one.wrapped
        from keys.data_keys as key
        where key.subject = provide_one.subject and key.dossier = provide_one.dossier;
        if found then
            provide_one.state := 'held';
            return;
        elsif keys.is_destroyed(provide_one.subject, provide_one.dossier) then
            provide_one.state := 'erased';
            return;
        elsif is_known then
            provide_one.state := 'missing';
            return;
        elsif provide_one.candidate is null then
            provide_one.state := 'absent';
            return;
        end if;
        if attempt = 1 then
            perform keys.subject_lock(provide_one.subject);
        end if;
    end loop;
    insert into register.scopes (subject, dossier, trace, made_at)
    values (provide_one.subject, provide_one.dossier, provide_one.trace, clock_timestamp());
    insert into keys.data_keys (subject, dossier, wrapped, made_at)
    values (provide_one.subject, provide_one.dossier, provide_one.candidate, clock_timestamp());
    provide_one.state := 'held';
    provide_one.wrapped := provide_one.candidate;
end
$body$;
