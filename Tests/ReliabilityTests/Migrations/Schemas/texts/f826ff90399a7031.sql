-- What a scoped reader sees of each table: the policies of V0020, by the category that a scope goes by. All else about them
-- stands there.
--
-- A company's own stream says of every file on it that it is linked: of files in other countries and of hidden categories too.
-- No scoped reader sees that, also where the file is its own: were only the others left out, each gap in the versions would
-- stand for one of them. A snapshot of a company holds the same.

alter policy scope on event_store.events using (
    split_part(type, '.', 1) <> 'CompanyFileLinked'
    and event_store.scoped_category(stream)
        <> all ((select hidden_categories || '{""}'::text[] from event_store.own_scope())::text[])
    and (
        (select countries is null from event_store.own_scope())
        or exists (select from event_store.streams_in_scope as seen where seen.stream = events.stream)));

alter policy scope on event_store.streams using (
    event_store.scoped_category(stream)
        <> all ((select hidden_categories || '{""}'::text[] from event_store.own_scope())::text[])
    and (
        (select countries is null from event_store.own_scope())
        or exists (select from event_store.streams_in_scope as seen where seen.stream = streams.stream)));

alter policy scope on event_store.snapshots using (
    event_store.scoped_category(stream)
        <> all ((select hidden_categories || '{"",company}'::text[] from event_store.own_scope())::text[])
    and (
        (select countries is null from event_store.own_scope())
        or exists (select from event_store.streams_in_scope as seen where seen.stream = snapshots.stream)));

alter policy scope on read_models.rows using (
    model in ('board', 'registers') and
    event_store.scoped_category(key)
        <> all ((select hidden_categories || '{""}'::text[] from event_store.own_scope())::text[])
    and (
        (select countries is null from event_store.own_scope())
        or exists (select from event_store.streams_in_scope as seen where seen.stream = rows.key)));

alter policy scope on read_models.parked using (
    model in ('board', 'registers') and
    event_store.scoped_category(stream)
        <> all ((select hidden_categories || '{""}'::text[] from event_store.own_scope())::text[])
    and (
        (select countries is null from event_store.own_scope())
        or exists (select from event_store.streams_in_scope as seen where seen.stream = parked.stream)));
