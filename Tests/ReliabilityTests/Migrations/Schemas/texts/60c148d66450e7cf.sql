-- Enters what an id stands for from now on, sealed under its key as the given version. Returns whether that was new: the
-- same values again, by their digest, change nothing. Fails with 40001 when another version came in between, and with
-- TM424 when the id has no key.
create or replace function register.enter(
    command_id uuid, id text, version integer, name bytea, kvk_number bytea, contact bytea, digest bytea,
    kvk_term bytea, name_term bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
declare
    last register.sealed_entries;
    owner text;
begin
    if (enter.id ~ '^[a-z0-9]+(-+[a-z0-9]+)+$' and octet_length(enter.id) <= 200) is not true then
        raise exception 'this cannot be an id in the register: lower case, digits and hyphens' using errcode = 'TM422';
    end if;
    perform register.require_sealed();
    -- One at a time for each id, so that versions follow on and no key is destroyed meanwhile.
    perform keys.subject_lock(enter.id);
    if not exists (select from keys.data_keys where subject = enter.id and dossier = 'register') then
        raise exception 'there is no key of % any more: nothing is entered for it', enter.id
            using errcode = 'TM424', detail = format('{"subject":"%s"}', enter.id);
    end if;
    select * into last from register.sealed_entries where id = enter.id order by version desc limit 1;
    if found and last.digest = enter.digest then
        return false;
    elsif coalesce(last.version, 0) + 1 <> enter.version then
        raise exception '% was entered by another at the same time', enter.id using errcode = '40001';
    end if;

    if not exists (select from register.kvk_terms where id = enter.id and term = enter.kvk_term) then
        delete from register.kvk_terms where id = enter.id;
        if enter.kvk_term is not null then
            insert into register.kvk_terms (term, id) values (enter.kvk_term, enter.id) on conflict do nothing;
            if not found then
                select id into owner from register.kvk_terms where term = enter.kvk_term;
                raise exception 'the KvK number of % stands for % already', enter.id, owner
                    using errcode = 'TM423', detail = owner;
            end if;
        end if;
    end if;
    update register.name_terms set is_former = true where id = enter.id and term <> enter.name_term and not is_former;
    insert into register.name_terms (id, term, is_former) values (enter.id, enter.name_term, false)
    on conflict (id, term) do update set is_former = false where name_terms.is_former;
    insert into register.sealed_entries (
        id, version, name, kvk_number, contact, digest, command_id, entered_at)
    values (
        enter.id, enter.version, enter.name, enter.kvk_number, enter.contact, enter.digest, enter.command_id,
        clock_timestamp());
    return true;
end
$body$;
