-- What the login of this session may read: one row, or none when it is bound to nothing. By session_user, which `set
-- role` does not change.
create or replace function event_store.own_scope() returns table (countries text[], hidden_categories text[])
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select binding.countries, binding.hidden_categories from event_store.scope_bindings as binding
    where binding.login = session_user order by binding.number desc limit 1;
end;
