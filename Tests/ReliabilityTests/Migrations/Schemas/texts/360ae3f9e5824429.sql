-- Holds what a command gives for the register against what it gave before, and ends with TM410 when that differs. The
-- first time, keeps a fingerprint and returns true. What was erased matches anything.
--
-- To be called behind append and in its transaction: append lets one of two with the same id through at a time, and
-- whoever got a duplicate rolls back, so that nothing comes back that was erased.
create or replace function register.match_command(command_id uuid, id text, content bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
declare
    earlier register.commands;
    salt bytea;
begin
    select * into earlier from register.commands where command_id = match_command.command_id;
    if not found then
        salt := uuid_send(gen_random_uuid());
        insert into register.commands (command_id, id, salt, fingerprint)
        values (match_command.command_id, match_command.id, salt, sha256(salt || match_command.content));
        return true;
    elsif earlier.fingerprint <> sha256(earlier.salt || match_command.content) then
        raise exception 'command % was given before with other content for the register', match_command.command_id
            using errcode = 'TM410';
    end if;
    return false;
end
$body$;
