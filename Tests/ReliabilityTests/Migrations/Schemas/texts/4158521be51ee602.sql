-- The streams that concern a country of this session's scope, without those of its hidden categories. For a scope of all
-- countries it is empty: then the category decides alone.
create or replace view event_store.streams_in_scope with (security_barrier) as
select placed.stream
from event_store.stream_countries as placed
where placed.country = any ((select countries from event_store.own_scope())::text[])
    and event_store.scoped_category(placed.stream)
        <> all ((select hidden_categories || '{""}'::text[] from event_store.own_scope())::text[]);
