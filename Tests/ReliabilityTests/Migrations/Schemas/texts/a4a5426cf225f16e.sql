-- Makes the caller the owner of a projection: gives the epoch that `apply` asks for, and the position to go on from.
-- Whoever owned it before can no longer apply anything. Rows that know more than the log are thrown away first, as
-- discard_ahead does: nothing is ever folded onto them.
create or replace function read_models.claim(model text, version integer, out epoch bigint, out "position" bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
declare
    claimed read_models.checkpoints;
begin
    insert into read_models.checkpoints as checkpoint (model, version, epoch, claimed_at)
    values (claim.model, claim.version, 1, clock_timestamp())
    on conflict (model, version) do update set epoch = checkpoint.epoch + 1, claimed_at = excluded.claimed_at
    returning * into strict claimed;
    if claimed.position > event_store.resume_position(claimed.position, claimed.incarnation) then
        perform read_models.empty_generation(claim.model, claim.version, claimed.generation);
        update read_models.checkpoints as checkpoint set position = 0
        where checkpoint.model = claim.model and checkpoint.version = claim.version
        returning * into strict claimed;
    end if;
    claim.epoch := claimed.epoch;
    claim."position" := claimed.position;
end
$body$;
