-- For every event of a command that takes up a duty the files on which what was done bars from it: its own, those to
-- which that was linked by then, and those to which this event or an earlier one of the command links it, also in reverse;
-- and what one of these was linked to, unless that is linked to it in turn: a claim goes by the measure on which its support
-- was reclaimed, and not by the support's other claims.
create or replace function event_store.duty_reach(event_streams text[], event_types text[], event_data bytea[])
returns table (ordinal bigint, taken text, apart_from text, file text)
language sql stable
begin atomic
    with taking as materialized (
        select borne.ordinal, borne.stream, borne.taken, borne.apart_from
        from event_store.duties_borne(event_streams, event_types, event_data) as borne where borne.taken is not null
    ), made as materialized (
        select * from event_store.duties_linked(event_streams, event_types, event_data) as link
        where link.kind in ('once', 'lasting', 'lasting if named', 'reverse') and link.target <> ''
    ), begun as (
        select taking.ordinal, taking.taken, taking.apart_from, taking.stream as file from taking
        union
        select taking.ordinal, taking.taken, taking.apart_from, made.target
        from taking join made on made.ordinal = taking.ordinal and made.duty = taking.taken and made.kind = 'once'
    )
    select begun.ordinal, begun.taken, begun.apart_from, begun.file from begun
    union
    select begun.ordinal, begun.taken, begun.apart_from, linked.file
    from begun join event_store.linked_files as linked on linked.stream = begun.file and linked.duty = begun.taken
    union
    select begun.ordinal, begun.taken, begun.apart_from, further.file
    from begun
        join event_store.linked_files as linked on linked.stream = begun.file and linked.duty = begun.taken
        join event_store.linked_files as further on further.stream = linked.file and further.duty = begun.taken
    where not exists (
        select from event_store.linked_files as back
        where back.stream = further.file and back.file = linked.file and back.duty = begun.taken)
    union
    select begun.ordinal, begun.taken, begun.apart_from, made.target
    from begun join made
        on made.stream = begun.file and made.duty = begun.taken and made.kind in ('lasting', 'lasting if named')
            and made.ordinal <= begun.ordinal
    union
    select begun.ordinal, begun.taken, begun.apart_from, made.stream
    from begun join made
        on made.kind = 'reverse' and made.duty = begun.taken and made.ordinal <= begun.ordinal
            and (made.target = begun.file
                or exists (
                    select from event_store.linked_files as linked
                    where (linked.stream, linked.duty, linked.file) = (begun.file, begun.taken, made.target))
                or exists (
                    select from made as near
                    where near.stream = begun.file and near.duty = begun.taken and near.target = made.target
                        and near.kind in ('lasting', 'lasting if named') and near.ordinal <= begun.ordinal));
end;
