-- What the log says of duties: what each account did on which file, and which files are linked, each with the first event
-- that says it; who is behind which account, and of whom that was taken back, each time. Reads everything.
create or replace function event_store.duties_in_log()
returns table (place text, stream text, duty text, target text, "position" bigint)
language sql stable
begin atomic
    select 'duties_done' as place, event.stream::text, kind.done as duty, event.actor::text as target,
        min(event.position) as "position"
    from event_store.events as event join event_store.declared_duties() as kind on kind.type = event.type
    where kind.done is not null
        and (kind.key is null or kind.present = (event_store.data_text(event.data, kind.key) is not null))
    group by event.stream, kind.done, event.actor
    union all
    select made.place, made.stream, made.duty, made.target, min(made.position)
    from (
        select
            case link.kind
                when 'person' then 'persons_behind' when 'mistake' then 'mistaken_persons' else 'linked_files' end as place,
            case link.kind when 'reverse' then read.target else event.stream end::text as stream, link.duty,
            case link.kind when 'reverse' then event.stream else read.target end::text as target, event.position
        from event_store.events as event join event_store.declared_links() as link on link.type = event.type
            cross join lateral (
                select named.target from event_store.data_texts(event.data, link.key) as named(target) offset 0) as read
        where link.kind <> 'once' and read.target <> '') as made
    group by made.place, made.stream, made.duty, made.target, case when made.place <> 'linked_files' then made.position end;
end;
