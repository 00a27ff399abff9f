-- What some ids stood for as of a position, now when that is null, sealed, each with its wrapped key.
--
-- state: entered; erased (the key was destroyed); missing (the key was lost); unknown (no entry, or none yet then).
-- An entry counts from its command's first event on; one whose command has none, or is not known, from its time.
create or replace function register.read(ids text[], through bigint)
returns table (
    id text, state text, version integer, name bytea, kvk_number bytea, contact bytea, wrapped bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    with moment as (
        select event.recorded_at
        from event_store.events as event where event.position <= through order by event.position desc limit 1
    )
    select asked.id,
        case
            when keys.is_destroyed(asked.id, 'register') then 'erased'
            when entry.id is null then 'unknown'
            when key.wrapped is null then 'missing'
            else 'entered'
        end,
        entry.version, entry.name, entry.kvk_number, entry.contact, key.wrapped
    from unnest(ids) as asked (id)
        left join lateral (
            select entered.* from register.sealed_entries as entered
            where entered.id = asked.id
                and (
                    through is null
                    or coalesce(
                        (
                            select command.positions[1] <= through
                            from event_store.commands as command where command.id = entered.command_id
                        ), entered.entered_at <= (select recorded_at from moment), false))
            order by entered.version desc limit 1
        ) as entry on true
        left join keys.data_keys as key on key.subject = asked.id and key.dossier = 'register'
    order by asked.id;
end;
