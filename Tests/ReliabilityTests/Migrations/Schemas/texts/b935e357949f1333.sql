-- Moves a projection from one position to the next and changes its rows, in one transaction: each key at most once, a
-- null body removes it. False, and nothing changed, when the epoch is no longer the owner's. An owner who goes on keeps
-- the claim, so that nobody takes the projection over between two of its batches.
create or replace function read_models.apply(
    model text, version integer, epoch bigint, from_position bigint, to_position bigint, keys text[], bodies bytea[],
    goes_on boolean
) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
declare
    at bigint;
    moment timestamptz := clock_timestamp();
begin
    if cardinality(keys) is distinct from cardinality(bodies) then
        raise exception '% keys with % bodies', cardinality(keys), cardinality(bodies) using errcode = 'TM422';
    end if;
    select position into at from read_models.checkpoints
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
    delete from read_models.rows
    where model = apply.model and version = apply.version
        and key in (select key from unnest(keys, bodies) as change(key, body) where body is null);
    insert into read_models.rows (model, version, key, body)
    select apply.model, apply.version, change.key, change.body
    from unnest(keys, bodies) as change(key, body) where change.body is not null
    on conflict (model, version, key) do update set body = excluded.body;
    return true;
end
$body$;
