do $verify$
declare
    relation regclass;
begin
    foreach relation in array array[
        'event_store.duties_done', 'event_store.linked_files', 'event_store.persons_behind']::regclass[]
    loop
        if not exists (
            select from pg_trigger
            where tgrelid = relation and tgtype = 2 + 8 + 16 + 32 and tgenabled in ('O', 'A')
                and tgfoid = 'event_store.refuse_change()'::regprocedure)
        then
            raise exception '% can be changed: it has no trigger that refuses that', relation;
        end if;
    end loop;
    if exists (
        select from event_store.declared_duties() as kind where not event_store.bears_duty(kind.type)
        union all
        select from event_store.declared_links() as link where not event_store.bears_duty(link.type))
    then
        raise exception 'append would not look at a type of event that bears a duty';
    end if;
end
$verify$;
