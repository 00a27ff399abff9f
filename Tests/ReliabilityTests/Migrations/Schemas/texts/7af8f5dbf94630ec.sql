-- Notes streams that a generation cannot go on with, each with the position from which on its events are held back.
create or replace function read_models.park(
    model text, version integer, generation bigint,
    streams text[], positions bigint[], codes text[], explanations text[]
) returns void
language sql set search_path = pg_catalog, pg_temp
begin atomic
    insert into read_models.parked (model, version, generation, stream, position, code, explanation, parked_at)
    select park.model, park.version, park.generation, fault.*, clock_timestamp()
    from unnest(park.streams, park.positions, park.codes, park.explanations) as fault
    on conflict (model, version, generation, stream) do update
    set position = excluded.position, code = excluded.code, explanation = excluded.explanation,
        parked_at = excluded.parked_at;
end;
