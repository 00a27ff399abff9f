-- Keeps the state of a stream at one of its events, in the place of the one that is kept. False, and nothing kept, when
-- the log does not hold that event, or when the one that is kept is of the same fold, of the same version or a later
-- one, and its event is in the log. Gives up where the table is locked: a cache is nothing to wait for.
create or replace function event_store.keep_snapshot(
    stream text, version bigint, "position" bigint, event_id uuid, fold text, state bytea
) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '200ms'
as $body$
#variable_conflict use_column
begin
    insert into event_store.snapshots as kept (stream, version, position, leaf_hash, fold, state, made_at, login)
    select event.stream, event.version, event.position, event.leaf_hash, keep_snapshot.fold, keep_snapshot.state,
        clock_timestamp(), session_user
    from event_store.events as event
    where event.position = keep_snapshot."position" and event.stream = keep_snapshot.stream
        and event.version = keep_snapshot.version and event.event_id = keep_snapshot.event_id
    on conflict (stream) do update
    set version = excluded.version, position = excluded.position, leaf_hash = excluded.leaf_hash,
        fold = excluded.fold, state = excluded.state, made_at = excluded.made_at,
        login = excluded.login
    where excluded.version > kept.version or excluded.fold <> kept.fold
        or not event_store.holds(kept.position, kept.leaf_hash);
    return found;
end
$body$;
