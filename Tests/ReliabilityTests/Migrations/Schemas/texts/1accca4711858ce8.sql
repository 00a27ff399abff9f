-- Why the actor of a command may not have its events: the first of them by which a duty is taken up that is kept apart
-- from what the same person did on the file, with this account or another. Nulls when nothing bars any.
--
-- `locked` are the streams whose lock the append holds. A file that was linked while it waited for them is not among them,
-- and could be written at this moment: then the answer is that of a serialization failure, to try again.
create or replace function event_store.barred_duty(
    actor text, event_streams text[], event_types text[], event_data bytea[], locked text[],
    out failure text, out message text, out detail text
)
language plpgsql stable
as $body$
#variable_conflict use_column
declare
    ordinals bigint[];
    duties text[];
    others text[];
    files text[];
    accounts text[];
    prior record;
begin
    select array_agg(reach.ordinal), array_agg(reach.taken), array_agg(reach.apart_from), array_agg(reach.file)
    into ordinals, duties, others, files
    from event_store.duty_reach(event_streams, event_types, event_data) as reach;
    if ordinals is null then
        return;
    end if;
    if not files <@ locked then
        failure := '40001';
        message := 'a file was linked meanwhile to one on which a duty is taken up';
        return;
    end if;

    accounts := array(
        select barred_duty.actor
        union
        select other.account
        from event_store.persons_behind as own join event_store.persons_behind as other on other.person = own.person
        where own.account = barred_duty.actor
            -- Unless it was taken back since, of the one account or of the other.
            and not exists (
                select from event_store.mistaken_persons as mistaken
                where (mistaken.account, mistaken.person) = (own.account, own.person)
                    and mistaken.position > own.position)
            and not exists (
                select from event_store.mistaken_persons as mistaken
                where (mistaken.account, mistaken.person) = (other.account, other.person)
                    and mistaken.position > other.position));
    select reach.ordinal, reach.taken, reach.file, done.duty, done.actor, done.position into prior
    from unnest(ordinals, duties, others, files) as reach(ordinal, taken, apart_from, file)
        join event_store.duties_done as done
            on done.stream = reach.file and done.duty = any (string_to_array(reach.apart_from, ' '))
                and done.actor = any (accounts)
    order by reach.ordinal, done.position limit 1;
    if not found and cardinality(event_types) > 1 then
        -- By an earlier event of this command.
        select reach.ordinal, reach.taken, reach.file, borne.done as duty, barred_duty.actor as actor,
            null::bigint as position
        into prior
        from unnest(ordinals, duties, others, files) as reach(ordinal, taken, apart_from, file)
            join event_store.duties_borne(event_streams, event_types, event_data) as borne
                on borne.stream = reach.file and borne.done = any (string_to_array(reach.apart_from, ' '))
                    and borne.ordinal < reach.ordinal
        order by reach.ordinal, borne.ordinal limit 1;
    end if;
    if not found then
        return;
    end if;
    failure := 'TM405';
    message := format(
        '%s may not take up %s on %s: the same person did %s on %s, as %s%s', barred_duty.actor, prior.taken,
        event_streams[prior.ordinal], prior.duty, prior.file, prior.actor, ' at position ' || prior.position);
    detail := format(
        '{"stream":%s,"file":%s,"account":%s,"position":%s}', to_json(event_streams[prior.ordinal]),
        to_json(prior.file), to_json(prior.actor), coalesce(prior.position::text, 'null'));
end
$body$;
