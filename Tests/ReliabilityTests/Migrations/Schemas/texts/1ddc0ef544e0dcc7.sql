-- Moves a generation that is being filled on to a position and changes its rows, as `apply` does for the one that is
-- read. False, and nothing changed, when it was dropped.
create or replace function read_models.fill_generation(
    model text, version integer, generation bigint, to_position bigint, keys text[], bodies bytea[],
    parked_streams text[] default '{}', parked_positions bigint[] default '{}',
    parked_codes text[] default '{}', parked_explanations text[] default '{}'
) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
begin
    update read_models.candidates set position = to_position, alive_at = clock_timestamp()
    where model = fill_generation.model and version = fill_generation.version
        and generation = fill_generation.generation and position <= to_position;
    if not found then
        return false;
    end if;
    perform read_models.change_rows(model, version, fill_generation.generation, keys, bodies);
    perform read_models.park(
        model, version, fill_generation.generation, parked_streams, parked_positions, parked_codes,
        parked_explanations);
    return true;
end
$body$;
