-- Holds what a command gives for the register against what it gave before, and ends with TM410 when that differs. The
-- first time, keeps the fingerprint, a keyed hash, and returns true. What was erased matches anything, and is not kept.
--
-- To be called behind append and in its transaction: append lets one of two with the same id through at a time, and
-- whoever got a duplicate rolls back, so that nothing comes back that was erased.
create or replace function register.match_command(command_id uuid, id text, salt bytea, fingerprint bytea)
returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
declare
    earlier register.fingerprints;
begin
    perform register.require_sealed();
    select * into earlier from register.fingerprints where command_id = match_command.command_id;
    if found then
        if (earlier.salt, earlier.fingerprint) <> (match_command.salt, match_command.fingerprint) then
            raise exception 'command % was given before with other content for the register',
                match_command.command_id using errcode = 'TM410';
        end if;
        return false;
    end if;
    perform keys.subject_lock(match_command.id);
    if keys.is_destroyed(match_command.id, 'register') then
        return false;
    end if;
    insert into register.fingerprints (command_id, id, salt, fingerprint)
    values (match_command.command_id, match_command.id, match_command.salt, match_command.fingerprint);
    return true;
end
$body$;
