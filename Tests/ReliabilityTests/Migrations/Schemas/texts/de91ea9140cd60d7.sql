-- Adds an entry and gives its number. Who, from where and when are the server's own findings, of the session that asks.
-- To be called by the functions beside it only.
create or replace function access_log.add(
    action text, object text, result text, actor text, ground text, as_of bigint, valid_at timestamptz, format text,
    shown bigint, stated_account text
) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp set lock_timeout = '5s'
as $body$
declare
    entry access_log.entries;
begin
    perform pg_advisory_xact_lock(access_log.writing_lock());
    -- A statement of its own, after the lock: it sees the entry of whoever held the lock before.
    select last.number + 1, last.hash into entry.number, entry.previous_hash
    from access_log.entries as last order by last.number desc limit 1;
    entry.number := coalesce(entry.number, 1);
    entry.previous_hash := coalesce(entry.previous_hash, decode(repeat('00', 32), 'hex'));
    entry.recorded_at := clock_timestamp();
    entry.action := add.action;
    entry.object := add.object;
    entry.result := add.result;
    entry.login := session_user;
    entry.actor := add.actor;
    entry.origin := coalesce(host(inet_client_addr()), 'local socket');
    entry.application := current_setting('application_name');
    if current_setting('server_version_num')::integer >= 160000 then
        execute 'select system_user' into entry.account;
    end if;
    entry.stated_account := add.stated_account;
    entry.ground := add.ground;
    entry.as_of := add.as_of;
    entry.valid_at := add.valid_at;
    entry.format := add.format;
    entry.shown := add.shown;
    entry.hash := access_log.entry_hash(entry);
    insert into access_log.entries values (entry.*);
    return entry.number;
end
$body$;
