-- Says what a login may read from now on: the streams that concern one of these countries, or all when `countries` is
-- null, but none of the hidden categories. The number of the binding. To be called as the owner.
create or replace function event_store.bind_scope(
    login name, countries text[], hidden_categories text[] default '{}'
) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp
as $body$
declare
    item text;
    held name;
    bound bigint;
begin
    -- A slip of the pen would bind nobody, or hide nothing.
    if login is null or not exists (select from pg_roles where rolname = login and rolcanlogin) then
        raise exception 'there is no login %', coalesce(quote_ident(login), 'without a name') using errcode = 'TM422';
    end if;
    foreach item in array coalesce(countries, '{}') loop
        if (item ~ '^[A-Z]{2}$') is not true then
            raise exception '“%” is not a country as in ISO 3166-1, such as SA', left(item, 300) using errcode = 'TM422';
        end if;
    end loop;
    if hidden_categories is null then
        raise exception 'hidden categories are a list, which may be empty' using errcode = 'TM422';
    end if;
    foreach item in array hidden_categories loop
        if item is null or not exists (select from event_store.event_types where category = item) then
            raise exception '“%” is not a category of streams', left(item, 300) using errcode = 'TM422';
        end if;
    end loop;
    if not pg_has_role(login, 'missieboek_scoped_reader', 'usage') then
        raise exception 'a scope holds for members of missieboek_scoped_reader only: grant it to % first',
            quote_ident(login) using errcode = 'TM422';
    end if;
    select passing.role into held from event_store.circumvented_scopes() as passing where passing.login = bind_scope.login;
    if found then
        raise exception '% can read everything as %: a scope would be in vain', quote_ident(login), held
            using errcode = 'TM422';
    end if;
    -- One at a time, so that the last number is the last that is seen.
    perform pg_advisory_xact_lock(hashtextextended(login, 7100));
    insert into event_store.scope_bindings (login, number, countries, hidden_categories, recorded_at, recorded_by)
    values (
        bind_scope.login,
        (
            select coalesce(max(binding.number), 0) + 1 from event_store.scope_bindings as binding
            where binding.login = bind_scope.login),
        bind_scope.countries, bind_scope.hidden_categories, clock_timestamp(), session_user)
    returning number into strict bound;
    return bound;
end
$body$;
