-- Drops the generations whose filling gave no sign of life for so long, and removes what retired ones left behind.
-- Gives how many were dropped.
create or replace function read_models.sweep(patience interval default '30 seconds') returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
declare
    dead record;
    gone record;
    dropped bigint := 0;
begin
    for dead in
        select model, version, generation from read_models.candidates
        where alive_at < clock_timestamp() - patience
        for update skip locked
    loop
        if read_models.drop_generation(dead.model, dead.version, dead.generation) then
            dropped := dropped + 1;
        end if;
    end loop;
    -- Two that sweep at once take different generations.
    for gone in select * from read_models.retired for update skip locked loop
        perform read_models.empty_generation(gone.model, gone.version, gone.generation);
        delete from read_models.retired
        where model = gone.model and version = gone.version and generation = gone.generation;
    end loop;
    return dropped;
end
$body$;
