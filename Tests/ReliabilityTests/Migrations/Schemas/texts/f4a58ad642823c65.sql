-- Ends the filling of a generation; false when it had ended before.
create or replace function read_models.drop_generation(model text, version integer, generation bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
begin
    delete from read_models.candidates
    where model = drop_generation.model and version = drop_generation.version
        and generation = drop_generation.generation;
    if not found then
        return false;
    end if;
    insert into read_models.retired (model, version, generation)
    values (drop_generation.model, drop_generation.version, drop_generation.generation);
    return true;
end
$body$;
