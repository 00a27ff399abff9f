-- Fills a log with events of the domain as append would have stored them, by sets instead of one by one: heads,
-- journal and watermark agree with them, so that event_store.verify() finds nothing.
--
--     psql URL -v events=1000000 -v streams=50000 -f fill.sql
--
-- As a superuser or a member of missieboek_owner, while nobody appends. Can be run again: the log that is there is
-- continued, with streams of its own. Each command has one event. The streams live 1,000 at a time, their events
-- interleaved, as the files of a few missions are. Of every four streams three are participations, from registration
-- to withdrawal and again, and one is a support with its reports.
\set ON_ERROR_STOP on
set role missieboek_owner;

-- What officers write, as JSON without the outer quotes: plain, with letters beyond ASCII, with quotation marks.
create function pg_temp.written(number bigint) returns text
language sql immutable parallel safe
return (array[
    'De onderneming meldde zich na de sluitingsdatum aan, omdat de vestiging in Riyad pas in februari wist of zij de deelname kon dragen; dat is bevestigd.',
    'Vastgelegd onder nummer RVO-2026-0311, met het ondertekende formulier, de bijlagen over de toeleveringsketen en het verslag van het gesprek over IMVO.',
    'De coördinatie met de post in Jeddah vergde drie weken: er was geen tweede beëdigde tolk, en de reële kosten van het programma zijn opnieuw begroot.',
    'Het bedrijf verklaart dat het de OESO-richtlijnen \"voor multinationale ondernemingen\" onderschrijft, de zes stappen doorloopt en erover rapporteert.',
    'De sector waterzuivering is al door vier ondernemingen vertegenwoordigd; er komt een plaats vrij zodra een van hen haar stukken niet op tijd aanvult.',
    'Bezoek aan de locatie, gesprekken met de vakbond en met omwonenden; de aanbevelingen zijn opgevolgd, op de termijn van de klachtenregeling na.',
    'Afgeweken van de volgorde van ontvangst, omdat het programma in Dammam over havenlogistiek gaat en de onderneming daar zonder partner werkt.'
])[1 + number % 7];

-- Twelve characters that stand for a company or officer. The letter in the middle keeps them from looking like a number
-- of eight or nine digits, which no identifier may hold.
create function pg_temp.random_id(number bigint) returns text
language sql immutable parallel safe
return 'b' || substr(md5(number::text), 1, 5) || 'x' || substr(md5(number::text), 6, 5);

create procedure pg_temp.fill(events bigint, streams bigint)
language plpgsql
as $body$
declare
    base bigint := (select coalesce(max(position), 0) from event_store.events);
    start timestamptz := coalesce(
        (select recorded_at + interval '1 minute' from event_store.events where position = base),
        '2024-01-01T08:00:00Z');
    -- Events of one stream.
    length bigint := ceil(events::numeric / streams);
    first bigint := 0;
begin
    while first < events loop
        create temporary table filled on commit drop as
        with numbered as (
            select place, block * 1000 + rest % width as number, rest / width as n, base + 1 + place as position,
                start + place * interval '2 seconds' as recorded_at
            from generate_series(first, least(first + 100000, events) - 1) as place
                cross join lateral (select place / (1000 * length) as block, place % (1000 * length) as rest) as a
                cross join lateral (select least(1000, streams - block * 1000) as width) as b
        )
        select numbered.position, numbered.recorded_at, n + 1 as version, command,
            case when is_support then format('support-bench-%s-%s', base, number)
                else format('participation-bench-%s-%s-%s', base, number / 40, pg_temp.random_id(base + number)) end
                as stream,
            (lpad(to_hex((extract(epoch from numbered.recorded_at) * 1000)::bigint), 12, '0') || '7'
                || substr(hash, 1, 3) || '8' || substr(hash, 4, 15))::uuid as command_id,
            'officer-' || pg_temp.random_id(-1 - place % 20) as actor,
            type, role, convert_to(data, 'UTF8') as data
        from numbered
            cross join lateral (select number % 4 = 3 as is_support, md5(position::text) as hash,
                pg_temp.written(place) || ' ' || left(replace(pg_temp.written(place / 7 + number), '\"', ''),
                    60 + (place % 80)::integer) as text) as given
            cross join lateral (
                select (array[
                        'participation.register', 'participation.accept-conditions', 'participation.submit-self-scan',
                        'participation.submit-intake', 'participation.submit-profile', 'participation.waitlist',
                        'participation.confirm', 'participation.withdraw'])[1 + n % 8] as command,
                    (array[
                        'CompanyRegistered', 'ConditionsAccepted', 'SelfScanSubmitted', 'MatchmakingIntakeReceived',
                        'CompanyProfileReceived', 'CompanyWaitlisted', 'ParticipationConfirmed', 'CompanyWithdrew'
                        ])[1 + n % 8] as type,
                    'mission-manager' as role,
                    case n % 8
                        when 0 then format('{"isLate":true,"lateReason":"%s","sequence":%s}', text, 1 + number % 40)
                        when 1 then format('{"conditions":"%s","signatory":"algemeen directeur"}', text)
                        when 5 then format('{"reason":"%s"}', text)
                        when 6 then format('{"deviationReason":"%s"}', text)
                        when 7 then format('{"reason":"%s"}', text)
                        else format('{"reference":"%s"}', text) end as data
                where not is_support
                union all
                select (array[
                        'support.apply', 'support.screen', 'support.require-monitoring', 'support.grant',
                        'support.pay-advance', 'support.submit-monitoring-report'])[1 + least(n, 5)],
                    (array[
                        'SupportApplied', 'EsScreeningRecorded', 'MonitoringRequired', 'SupportGranted', 'AdvancePaid',
                        'MonitoringReportReceived'])[1 + least(n, 5)],
                    'support-officer',
                    case least(n, 5)
                        when 0 then format(
                            '{"activities":"waterzuivering-riyad-%s","amount":%s,"company":"company-%s",'
                                '"country":"country-sa","description":"%s","instrument":"DHI","judgement":{"isLarge":%s,'
                                '"isRisky":true,"reason":"Boven de drempel."},"kind":"subsidie",'
                                '"period":{"from":"2026-03-01","until":"2027-02-28"}}',
                            number, 1000000 + place, pg_temp.random_id(base + number), text, (place % 2 = 0)::text)
                        when 1 then format(
                            '{"category":"b","judgement":{"isLarge":true,"isRisky":false,"reason":"%s"},'
                                '"policy":"IFC Performance Standards 2012"}', text)
                        when 2 then format(
                            '{"dueDates":["2026-06-30","2026-09-30","2026-12-31"],"partner":"Uitvoerder (fictief)",'
                                '"plan":"%s"}', text)
                        when 3 then format(
                            '{"amount":%s,"authority":{"basis":"mandaat","mandate":"mandaat-2026-7",'
                                '"onBehalfOf":"de minister","role":"support-officer"},"conditions":"Kader 2026",'
                                '"obligations":["%s","Meldt wijzigingen binnen twee weken."],'
                                '"partner":"Uitvoerder (fictief)"}', 1000000 + place, text)
                        when 4 then format('{"amount":%s}', 500000 + place)
                        else format(
                            '{"dueDate":"%s","findings":"%s","reference":"RVO-2026-%s"}',
                            (array['2026-06-30', '2026-09-30', '2026-12-31'])[1 + n % 3], text, number) end
                where is_support) as kind;

        insert into event_store.events (
            position, stream, version, event_id, type, actor, occurred_at, recorded_at, data, metadata, leaf_hash)
        select *, event_store.leaf_hash(
                position, version, recorded_at, occurred_at, event_id, stream, type, actor, data, metadata)
        from (
            select position, stream, version, event_store.event_id(command_id, 1) as event_id, type, actor,
                recorded_at - interval '90 seconds' as occurred_at, recorded_at, data,
                convert_to(format(
                    '{"command":"%s","commandId":"%s","role":"%s","ruleSet":"2026-01-30"}', command, command_id, role),
                    'UTF8') as metadata
            from filled offset 0) as event
        order by position;

        insert into event_store.commands (id, command, content_hash, actor, login, rejection, positions, recorded_at)
        select command_id, command, sha256(data), actor, 'missieboek', null, array[position], recorded_at
        from filled order by position;

        insert into event_store.streams as stored (stream, version)
        select stream, max(version) from filled group by stream
        on conflict (stream) do update set version = excluded.version;

        insert into event_store.watermark (position, recorded_at)
        select position, recorded_at from filled
        where position % 1000 = 0 or position = base + events order by position;

        perform setval('event_store.position', (select max(position) from filled));
        first := first + 100000;
        commit;
    end loop;
end
$body$;

call pg_temp.fill(:events, :streams);
reset role;
vacuum analyze event_store.events;
vacuum analyze event_store.streams;
vacuum analyze event_store.commands;
