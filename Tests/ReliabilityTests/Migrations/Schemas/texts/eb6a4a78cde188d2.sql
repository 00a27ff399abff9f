-- Where a reader goes on that was at a position in an incarnation: there, unless the log has lost what the reader knows.
-- Then the last position that both have; 0, the beginning, when this log never lived in that incarnation.
create or replace function event_store.resume_position("position" bigint, incarnation uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select coalesce(
        (
            select least(
                resume_position.position,
                -- What an incarnation begins behind is complete, also where its watermark had not come along.
                greatest(
                    event_store.current_watermark(),
                    (select max(begun.after_position) from event_store.incarnations as begun)),
                (select min(later.after_position) from event_store.incarnations as later
                where later.number > known.number))
            from event_store.incarnations as known
            where known.id = resume_position.incarnation),
        0);
end;
