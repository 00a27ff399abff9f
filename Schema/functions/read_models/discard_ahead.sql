-- Empties the read models that know more than the log: it was restored, or goes on at a standby that lacked its end. They
-- are filled anew by the next question. What is being filled beside them stays: it was folded from this log. Returns their
-- names.
create or replace function read_models.discard_ahead() returns setof text
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
begin
    return query
        with ahead as (
            update read_models.checkpoints set position = 0, epoch = epoch + 1
            where position > event_store.resume_position(position, incarnation)
            returning model, version, generation
        ), emptied as (
            delete from read_models.rows as stored using ahead
            where stored.model = ahead.model and stored.version = ahead.version
                and stored.generation = ahead.generation
        ), released as (
            delete from read_models.parked as stored using ahead
            where stored.model = ahead.model and stored.version = ahead.version
                and stored.generation = ahead.generation
        )
        select distinct model from ahead order by model;
end
$body$;
