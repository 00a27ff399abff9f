-- Begins a generation of a model's rows beside the one that is read, and gives its number.
create or replace function read_models.begin_generation(model text, version integer) returns bigint
language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
    insert into read_models.candidates (model, version, generation, started_at, alive_at)
    values (
        begin_generation.model, begin_generation.version, nextval('read_models.generation_numbers'),
        clock_timestamp(), clock_timestamp())
    returning generation;
end;
