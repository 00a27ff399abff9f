do $verify$
begin
    if not exists (
        select from pg_attribute
        where attrelid = 'event_store.subscriptions'::regclass and attname = 'incarnation' and attnotnull)
    then
        raise exception 'event_store.subscriptions should tell of which incarnation each position is';
    end if;
    if to_regprocedure('event_store.move_subscription(text, bigint, bigint)') is not null then
        raise exception 'a checkpoint can be moved without the incarnation of its claim';
    end if;
end
$verify$;
