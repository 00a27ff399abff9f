-- What was noted of duties and is not what the log says; no rows when they agree.
create or replace function event_store.differing_duties()
returns table (finding text, stream text, "position" bigint, detail text, particulars text[])
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
begin
    return query
    with noted as (
        select 'duties_done' as place, done.stream, done.duty, done.actor as target, done.position
        from event_store.duties_done as done
        union all
        select 'linked_files', linked.stream, linked.duty, linked.file, linked.position
        from event_store.linked_files as linked
        union all
        select 'persons_behind', behind.account, '', behind.person, behind.position
        from event_store.persons_behind as behind
    ), logged as (
        select log.place, log.stream collate "C" as stream, log.duty collate "C" as duty,
            log.target collate "C" as target, log.position
        from event_store.duties_in_log() as log
    )
    select case when noted.place is null then 'duty not noted' else 'duty differs' end,
        coalesce(logged.stream, noted.stream)::text, coalesce(logged.position, noted.position),
        concat_ws(' ', coalesce(logged.place, noted.place), coalesce(logged.duty, noted.duty),
            coalesce(logged.target, noted.target)),
        array[
            coalesce(logged.place, noted.place), coalesce(logged.duty, noted.duty),
            coalesce(logged.target, noted.target)]
    from logged full join noted
        on (noted.place, noted.stream, noted.duty, noted.target)
            = (logged.place, logged.stream, logged.duty, logged.target)
    where noted.position is distinct from logged.position;
end
$body$;
