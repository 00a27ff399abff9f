do $verify$
declare
    function regprocedure;
begin
    foreach function in array array[
        'event_store.verify()', 'event_store.differing_definitions()', 'event_store.differing_duties()',
        'access_log.verify()']::regprocedure[]
    loop
        if not exists (
            select from pg_proc where oid = function and proargnames @> '{finding,detail,particulars}' and prosecdef)
        then
            raise exception '% gives no particulars, or not to whoever may only call it', function;
        end if;
    end loop;
    if not exists (
        select from pg_trigger
        where tgrelid = 'event_store.mistaken_persons'::regclass and tgtype = 2 + 8 + 16 + 32
            and tgenabled in ('O', 'A') and tgfoid = 'event_store.refuse_change()'::regprocedure)
    then
        raise exception 'event_store.mistaken_persons can be changed: it has no trigger that refuses that';
    end if;
    if exists (
        select from register.name_terms group by id having count(*) filter (where not is_former) <> 1)
    then
        raise exception 'somebody in the register has no name to be found by, or two';
    end if;
end
$verify$;
