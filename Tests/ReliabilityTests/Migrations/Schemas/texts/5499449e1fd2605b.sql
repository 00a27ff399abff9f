-- Looks through what the log has become complete up to since the last time, for what streams concern; returns up to where
-- it has looked. What it has not looked at is out of sight of every scope of countries.
--
-- For whoever asks within a scope, before the question: it adds nothing that the log does not hold. A standby leaves it to
-- its primary.
create or replace function event_store.place_streams() returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '5s'
as $body$
declare
    reached bigint := event_store.current_watermark();
    at bigint;
    known uuid;
    until bigint;
    leaders text[];
    followers text[];
    placed text[];
    places text[];
begin
    select position, incarnation into strict at, known from event_store.placing_standing;
    if pg_is_in_recovery() or (at = reached and known = event_store.current_incarnation()) then
        return at;
    end if;
    -- One at a time; the others then find it done.
    perform pg_advisory_xact_lock(event_store.placing_lock());
    select position, incarnation into strict at, known from event_store.placing_standing;
    -- The log was restored, or goes on elsewhere, without what was looked at.
    if at > event_store.resume_position(at, known) then
        perform event_store.forget_places();
        at := 0;
    end if;

    while at < reached loop
        until := least(at + 100000, reached);
        with found (leader, follower) as (
            select case rule.meaning when 'leader' then named.result else event.stream end,
                case rule.meaning when 'leader' then event.stream else named.result end
            from event_store.events as event
                join event_store.naming_rules as rule
                    on rule.category = split_part(event.stream, '-', 1) and rule.meaning <> 'country'
                cross join lateral regexp_replace(event.stream, rule.pattern, rule.result) as named(result)
            where event.position > at and event.position <= until and event.version = 1
                and event.stream ~ rule.pattern
            union
            select case rule.meaning when 'leader' then mentioned.stream else event.stream end,
                case rule.meaning when 'leader' then event.stream else mentioned.stream end
            from event_store.events as event
                join event_store.mention_rules as rule on rule.type = event.type
                cross join lateral event_store.mentions(event.data, rule.path) as mentioned(stream)
            where event.position > at and event.position <= until
        ), added as (
            insert into event_store.stream_links (leader, follower)
            select found.leader, found.follower from found
            where found.leader <> found.follower
                and found.leader ~ '^[a-z0-9]+(-+[a-z0-9]+)+$' and octet_length(found.leader) <= 200
                and found.follower ~ '^[a-z0-9]+(-+[a-z0-9]+)+$' and octet_length(found.follower) <= 200
            order by found.leader, found.follower
            on conflict do nothing
            returning stream_links.leader, stream_links.follower
        )
        select coalesce(array_agg(added.leader), '{}'), coalesce(array_agg(added.follower), '{}')
        into strict leaders, followers from added;

        -- What says by its name where it is, whether it was written to or only named.
        with said (stream, country) as (
            select named.stream, upper(regexp_replace(named.stream, rule.pattern, rule.result))
            from (
                select event.stream from event_store.events as event
                where event.position > at and event.position <= until and event.version = 1
                union
                select unnest(leaders || followers)
            ) as named(stream)
                join event_store.naming_rules as rule
                    on rule.category = split_part(named.stream, '-', 1) and rule.meaning = 'country'
            where named.stream ~ rule.pattern
        ), added as (
            insert into event_store.stream_countries (stream, country)
            select said.stream, said.country from said order by said.stream, said.country
            on conflict do nothing
            returning stream_countries.stream, stream_countries.country
        )
        select coalesce(array_agg(added.stream), '{}'), coalesce(array_agg(added.country), '{}')
        into strict placed, places from added;

        -- From the leaders to their followers: first along the links that were added, then along all links from whatever
        -- came to concern another country by that.
        with added as (
            insert into event_store.stream_countries (stream, country)
            select distinct link.follower, held.country
            from unnest(leaders, followers) as link(leader, follower)
                join event_store.stream_countries as held on held.stream = link.leader
            on conflict do nothing
            returning stream_countries.stream, stream_countries.country
        )
        select placed || coalesce(array_agg(added.stream), '{}'), places || coalesce(array_agg(added.country), '{}')
        into strict placed, places from added;
        while placed <> '{}' loop
            with added as (
                insert into event_store.stream_countries (stream, country)
                select distinct link.follower, came.country
                from unnest(placed, places) as came(stream, country)
                    join event_store.stream_links as link on link.leader = came.stream
                on conflict do nothing
                returning stream_countries.stream, stream_countries.country
            )
            select coalesce(array_agg(added.stream), '{}'), coalesce(array_agg(added.country), '{}')
            into strict placed, places from added;
        end loop;
        at := until;
    end loop;

    update event_store.placing_standing set position = at, incarnation = event_store.current_incarnation();
    return at;
end
$body$;
