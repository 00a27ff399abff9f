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
        union all
        select 'mistaken_persons', mistaken.account, '', mistaken.person, mistaken.position
        from event_store.mistaken_persons as mistaken
    ), logged as (
        select log.place, log.stream collate "C" as stream, log.duty collate "C" as duty,
            log.target collate "C" as target, log.position
        from event_store.duties_in_log() as log
    ), noted_times as (
        -- Of persons each time counts, of all else the first.
        select *, case when noted.place in ('persons_behind', 'mistaken_persons') then noted.position else 0 end as occurrence
        from noted
    ), logged_times as (
        select *, case when logged.place in ('persons_behind', 'mistaken_persons') then logged.position else 0 end as occurrence
        from logged
    )
    select case when noted.place is null then 'duty not noted' else 'duty differs' end,
        coalesce(logged.stream, noted.stream)::text, coalesce(logged.position, noted.position),
        concat_ws(' ', coalesce(logged.place, noted.place), coalesce(logged.duty, noted.duty),
            coalesce(logged.target, noted.target)),
        array[
            coalesce(logged.place, noted.place), coalesce(logged.duty, noted.duty),
            coalesce(logged.target, noted.target)]
    from logged_times as logged full join noted_times as noted
        on (noted.place, noted.stream, noted.duty, noted.target, noted.occurrence)
            = (logged.place, logged.stream, logged.duty, logged.target, logged.occurrence)
    where noted.position is distinct from logged.position;
end
$body$;
