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
end
$verify$;
