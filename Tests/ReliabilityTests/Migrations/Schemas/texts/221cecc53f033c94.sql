do $verify$
begin
    if exists (
        select from pg_attribute
        where attrelid in (
                select 'event_store.events'::regclass union all
                select inhrelid from pg_inherits where inhparent = 'event_store.events'::regclass)
            and attname = 'leaf_hash' and (attgenerated <> '' or not attnotnull))
    then
        raise exception 'leaf_hash should be an ordinary column that cannot be null';
    end if;
    perform null::event_store.batch_entry;
end
$verify$;
