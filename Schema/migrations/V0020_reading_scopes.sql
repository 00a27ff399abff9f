-- What a login may read: the last row of each login counts. Only members of missieboek_scoped_reader are held to it, and
-- one of them that has no row sees nothing.
--
-- Rows are added and never changed, so that it can be told later who could read what, and since when.
create table event_store.scope_bindings (
    login name not null,
    number bigint not null,
    countries text[] collate "C" check (array_position(countries, null) is null),
    hidden_categories text[] collate "C" not null check (array_position(hidden_categories, null) is null),
    recorded_at timestamptz not null,
    recorded_by name not null,
    primary key (login, number)
);

comment on table event_store.scope_bindings is
    'What a login of missieboek_scoped_reader may read; the last row of each login counts. Never changed.';
comment on column event_store.scope_bindings.countries is
    'ISO 3166-1 alpha-2: the streams that concern one of them. Null: all streams. Empty: none.';
comment on column event_store.scope_bindings.hidden_categories is
    'Streams of these categories are not seen, whatever they concern.';
comment on column event_store.scope_bindings.recorded_by is 'The database login that bound it.';

create trigger refuse_change before update or delete or truncate on event_store.scope_bindings
    for each statement execute function event_store.refuse_change();

-- How it shows what a stream concerns: by what its name says, and by what its events mention. The store knows no mission:
-- these rows, which catalogue/place_rules.sql fills, are all that it has been told.
create table event_store.naming_rules (
    category text collate "C" not null,
    pattern text collate "C" not null,
    result text collate "C" not null,
    meaning text collate "C" not null check (meaning in ('country', 'leader', 'follower')),
    primary key (category, result)
);

comment on table event_store.naming_rules is 'What the names of streams say about what they concern.';
comment on column event_store.naming_rules.result is
    'Made of the name, where it matches the pattern: a country; or a stream that leads, or follows.';
comment on column event_store.naming_rules.meaning is
    'leader: the stream concerns what the result concerns. follower: the other way round.';

create table event_store.mention_rules (
    type text collate "C" not null,
    path text collate "C" not null,
    meaning text collate "C" not null check (meaning in ('leader', 'follower')),
    primary key (type, path, meaning)
);

comment on table event_store.mention_rules is 'Where the data of an event name streams that its own follows, or leads.';
comment on column event_store.mention_rules.path is 'In the language of SQL/JSON paths.';

-- What was made of the log by these rules: derived data, which place_streams can make again at any time.
create table event_store.stream_links (
    leader text collate "C" not null,
    follower text collate "C" not null,
    primary key (leader, follower)
);

comment on table event_store.stream_links is 'A follower concerns every country that its leader concerns. Derived.';

create table event_store.stream_countries (
    stream text collate "C" not null,
    country text collate "C" not null,
    primary key (stream, country)
);
create index stream_countries_country on event_store.stream_countries (country, stream);

comment on table event_store.stream_countries is
    'The countries that a stream concerns, as far as the log was looked at. Derived; a country that was added stays.';

create table event_store.placing_standing (
    single boolean primary key default true check (single),
    position bigint not null default 0,
    incarnation uuid not null
);

comment on table event_store.placing_standing is 'Up to where the log was looked at for what streams concern: one row.';

insert into event_store.placing_standing (incarnation)
select id from event_store.incarnations order by number desc limit 1;

-- What the login of this session may read: one row, or none when it is bound to nothing. By session_user, which `set
-- role` does not change.
create function event_store.own_scope() returns table (countries text[], hidden_categories text[])
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select binding.countries, binding.hidden_categories from event_store.scope_bindings as binding
    where binding.login = session_user order by binding.number desc limit 1;
end;

create view event_store.streams_in_scope with (security_barrier) as
select placed.stream
from event_store.stream_countries as placed
where placed.country = any ((select countries from event_store.own_scope())::text[])
    and split_part(placed.stream, '-', 1) <> all ((select hidden_categories from event_store.own_scope())::text[]);

-- Row-level security. Everybody who may read a table reads all of it, but for members of missieboek_scoped_reader: for
-- them a second policy holds besides. The owner, and so every function that runs as the owner, passes both: nothing that
-- appends or projects looks at them.
--
-- `exists` is put to the index for a few streams, and hashed for many: the planner chooses.
alter table event_store.events enable row level security;
create policy everybody on event_store.events using (true);
create policy scope on event_store.events as restrictive for select to missieboek_scoped_reader using (
    split_part(stream, '-', 1) <> all ((select hidden_categories from event_store.own_scope())::text[])
    and (
        (select countries is null from event_store.own_scope())
        or exists (select from event_store.streams_in_scope as seen where seen.stream = events.stream)));

alter table event_store.streams enable row level security;
create policy everybody on event_store.streams using (true);
create policy scope on event_store.streams as restrictive for select to missieboek_scoped_reader using (
    split_part(stream, '-', 1) <> all ((select hidden_categories from event_store.own_scope())::text[])
    and (
        (select countries is null from event_store.own_scope())
        or exists (select from event_store.streams_in_scope as seen where seen.stream = streams.stream)));

alter table event_store.snapshots enable row level security;
create policy everybody on event_store.snapshots using (true);
create policy scope on event_store.snapshots as restrictive for select to missieboek_scoped_reader using (
    split_part(stream, '-', 1) <> all ((select hidden_categories from event_store.own_scope())::text[])
    and (
        (select countries is null from event_store.own_scope())
        or exists (select from event_store.streams_in_scope as seen where seen.stream = snapshots.stream)));

-- A row of a read model is seen with the stream that its key names, and that only in models of which somebody has seen
-- to it that such a row says nothing of streams of other countries, nor of categories that may be hidden.
alter table read_models.rows enable row level security;
create policy everybody on read_models.rows using (true);
create policy scope on read_models.rows as restrictive for select to missieboek_scoped_reader using (
    model in ('board', 'registers')
    and split_part(key, '-', 1) <> all ((select hidden_categories from event_store.own_scope())::text[])
    and (
        (select countries is null from event_store.own_scope())
        or exists (select from event_store.streams_in_scope as seen where seen.stream = rows.key)));

alter table read_models.parked enable row level security;
create policy everybody on read_models.parked using (true);
create policy scope on read_models.parked as restrictive for select to missieboek_scoped_reader using (
    model in ('board', 'registers')
    and split_part(stream, '-', 1) <> all ((select hidden_categories from event_store.own_scope())::text[])
    and (
        (select countries is null from event_store.own_scope())
        or exists (select from event_store.streams_in_scope as seen where seen.stream = parked.stream)));
