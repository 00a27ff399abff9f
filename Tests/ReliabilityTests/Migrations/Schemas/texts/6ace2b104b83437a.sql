-- Enters what an id stands for from now on. Returns whether that was new: the same values again change nothing.
-- No error names what belongs in the register: errors reach the server's log.
create or replace function register.enter(id text, name text, kvk_number text, contact text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
declare
    last register.entries;
    owner text;
begin
    if (enter.id ~ '^[a-z0-9]+(-+[a-z0-9]+)+$' and octet_length(enter.id) <= 200) is not true then
        raise exception 'this cannot be an id in the register: lower case, digits and hyphens' using errcode = 'TM422';
    elsif (enter.name <> '' and octet_length(enter.name) <= 1000) is not true then
        raise exception 'the name of % is empty or longer than 1000 bytes', enter.id using errcode = 'TM422';
    elsif enter.kvk_number !~ '^[0-9]{8}$' then
        raise exception 'the KvK number of % is not 8 digits', enter.id using errcode = 'TM422';
    elsif octet_length(enter.contact) > 4000 then
        raise exception 'the contact of % is longer than 4000 bytes', enter.id using errcode = 'TM422';
    end if;

    -- One at a time for each id, so that versions follow on.
    perform pg_advisory_xact_lock(hashtextextended(enter.id, 7094));
    select * into last from register.entries where id = enter.id order by version desc limit 1;
    if found and (last.name, last.kvk_number, last.contact)
        is not distinct from (enter.name, enter.kvk_number, enter.contact)
    then
        return false;
    end if;

    if last.kvk_number is distinct from enter.kvk_number then
        delete from register.kvk_numbers where id = enter.id;
        if enter.kvk_number is not null then
            insert into register.kvk_numbers (kvk_number, id) values (enter.kvk_number, enter.id)
            on conflict do nothing;
            if not found then
                select id into owner from register.kvk_numbers where kvk_number = enter.kvk_number;
                raise exception 'the KvK number of % stands for % already', enter.id, owner
                    using errcode = 'TM423', detail = owner;
            end if;
        end if;
    end if;
    insert into register.entries (id, version, name, kvk_number, contact, entered_at)
    values (enter.id, coalesce(last.version, 0) + 1, enter.name, enter.kvk_number, enter.contact, clock_timestamp());
    return true;
end
$body$;
