-- What a question within a scope begins with: moves the watermark, looks at what streams concern up to there, and gives
-- the scope, the watermark, and how far the log reached before. No row when the session's login is bound to no scope.
create or replace function event_store.begin_scoped_question() returns table (
    countries text[], hidden_categories text[], watermark bigint, last_position bigint
)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
declare
    reached bigint;
    last bigint;
begin
    select coalesce(max(position), 0) into strict last from event_store.events;
    if pg_is_in_recovery() then
        reached := event_store.current_watermark();
    else
        reached := event_store.advance_watermark();
        perform event_store.place_streams();
    end if;
    return query select scope.countries, scope.hidden_categories, reached, last from event_store.own_scope() as scope;
end
$body$;
