-- Empties the read models that know more than the log: it was restored, or goes on at a standby that lacked its end. They
-- are filled anew by the next question. What is being filled beside them stays: it was folded from this log. Returns their
-- names.
--
-- In order of name, so that two that do this at once do not wait for each other.
create or replace function read_models.discard_ahead() returns setof text
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
declare
    ahead record;
    emptied text[] := '{}';
begin
    for ahead in
        select model, version, generation from read_models.checkpoints
        where position > event_store.resume_position(position, incarnation)
        order by model, version for update
    loop
        perform read_models.empty_generation(ahead.model, ahead.version, ahead.generation);
        update read_models.checkpoints set position = 0, epoch = epoch + 1
        where model = ahead.model and version = ahead.version;
        emptied := emptied || ahead.model;
    end loop;
    return query select distinct name from unnest(emptied) as name order by name;
end
$body$;
