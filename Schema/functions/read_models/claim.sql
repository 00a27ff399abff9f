-- Makes the caller the owner of a projection: gives the epoch that `apply` asks for, and the position to go on from.
-- Whoever owned it before can no longer apply anything.
create or replace function read_models.claim(model text, version integer, out epoch bigint, out "position" bigint)
language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
    insert into read_models.checkpoints as checkpoint (model, version, epoch, claimed_at)
    values (claim.model, claim.version, 1, clock_timestamp())
    on conflict (model, version) do update set epoch = checkpoint.epoch + 1, claimed_at = excluded.claimed_at
    returning checkpoint.epoch, checkpoint.position;
end;
