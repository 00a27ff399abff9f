-- Throws away a generation of a model's rows and what was parked beside them. Its checkpoint is up to the caller, who has
-- locked it.
create or replace function read_models.empty_generation(model text, version integer, generation bigint) returns void
language sql set search_path = pg_catalog, pg_temp
begin atomic
    delete from read_models.rows as stored
    where stored.model = empty_generation.model and stored.version = empty_generation.version
        and stored.generation = empty_generation.generation;
    delete from read_models.parked as stored
    where stored.model = empty_generation.model and stored.version = empty_generation.version
        and stored.generation = empty_generation.generation;
end;
