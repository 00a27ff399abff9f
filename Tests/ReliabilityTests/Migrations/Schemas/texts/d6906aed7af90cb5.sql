-- Says for which actors a login may record from now on: any when `actors` is null, none when it is empty. The number of
-- the binding. To be called as the owner.
create or replace function event_store.bind_login(login name, actors text[]) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp
as $body$
declare
    actor text;
    bound bigint;
begin
    -- A slip of the pen would bind nobody.
    if login is null or not exists (select from pg_roles where rolname = login and rolcanlogin) then
        raise exception 'there is no login %', coalesce(quote_ident(login), 'without a name') using errcode = 'TM422';
    end if;
    foreach actor in array coalesce(actors, '{}') loop
        if (actor ~ '^[!-\[\]-~]+$' and octet_length(actor) <= 200) is not true then
            raise exception '“%” is not an actor', left(actor, 300) using errcode = 'TM422';
        end if;
    end loop;
    -- One at a time, so that the last number is the last that is seen.
    perform pg_advisory_xact_lock(hashtextextended(login, 7095));
    insert into event_store.login_bindings (login, number, actors, recorded_at, recorded_by)
    values (
        bind_login.login, nextval('event_store.binding'), bind_login.actors, clock_timestamp(), session_user)
    returning number into strict bound;
    return bound;
end
$body$;
