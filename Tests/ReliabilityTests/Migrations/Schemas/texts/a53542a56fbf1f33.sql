-- Whether there is anything in the clear, which nobody else touches to the end of the transaction.
create or replace function register.lock_unsealed() returns boolean
language plpgsql set search_path = pg_catalog, pg_temp
as $body$
begin
    perform pg_advisory_xact_lock(7097);
    if to_regclass('register.entries') is null then
        return false;
    end if;
    execute 'lock table register.entries, register.kvk_numbers, register.commands in access exclusive mode';
    return true;
end
$body$;
