-- Has questions read a generation that was filled, from now on, and retires the one they read. Needs the claim on the
-- model, which ends with it. False, and nothing changed, when another has claimed it since or the generation is gone.
create or replace function read_models.switch_generation(
    model text, version integer, generation bigint, epoch bigint
) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
declare
    old bigint;
    reached bigint;
begin
    select generation into old from read_models.checkpoints
    where model = switch_generation.model and version = switch_generation.version and epoch = switch_generation.epoch
    for update;
    if not found then
        return false;
    end if;
    delete from read_models.candidates
    where model = switch_generation.model and version = switch_generation.version
        and generation = switch_generation.generation
    returning position into reached;
    if not found then
        return false;
    end if;
    -- The next epoch: whoever read rows of the old generation to change them must not put them into the new one.
    update read_models.checkpoints
    set generation = switch_generation.generation, position = reached, epoch = epoch + 1,
        applied_at = clock_timestamp()
    where model = switch_generation.model and version = switch_generation.version;
    insert into read_models.retired (model, version, generation)
    values (switch_generation.model, switch_generation.version, old);
    return true;
end
$body$;
