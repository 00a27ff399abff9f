-- Moves a projection from one position to the next, changes its rows, parks streams and frees parked ones, in one
-- transaction: each key at most once, a null body removes it; without keys the changes are those this transaction has
-- staged. False, and nothing changed, when the epoch is no longer the owner's. An owner who goes on keeps the claim, so
-- that nobody takes the projection over between two of its batches.
create or replace function read_models.apply(
    model text, version integer, epoch bigint, from_position bigint, to_position bigint, keys text[], bodies bytea[],
    goes_on boolean, parked_streams text[] default '{}', parked_positions bigint[] default '{}',
    parked_codes text[] default '{}', parked_explanations text[] default '{}', freed_streams text[] default '{}'
) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
declare
    at bigint;
    live bigint;
    moment timestamptz := clock_timestamp();
begin
    select position, generation into at, live from read_models.checkpoints
    where model = apply.model and version = apply.version and epoch = apply.epoch
    for update;
    if not found then
        return false;
    elsif at <> from_position or to_position < from_position then
        raise exception 'projection % version % is at %, not at %', model, version, at, from_position
            using errcode = 'TM409';
    end if;

    update read_models.checkpoints
    set position = to_position, applied_at = moment,
        claimed_at = case when goes_on then moment + interval '1 microsecond' else claimed_at end
    where model = apply.model and version = apply.version;
    perform read_models.change_rows(model, version, live, keys, bodies);
    delete from read_models.parked
    where model = apply.model and version = apply.version and generation = live and stream = any (freed_streams);
    perform read_models.park(
        model, version, live, parked_streams, parked_positions, parked_codes, parked_explanations);
    return true;
end
$body$;
