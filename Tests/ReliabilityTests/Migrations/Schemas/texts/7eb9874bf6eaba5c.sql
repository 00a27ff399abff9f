-- Keeps what is defined now once more when it was last noted on another major version of PostgreSQL, which words
-- definitions differently. How many objects there are; null when there was nothing to do.
create or replace function schema_history.renew_definitions() returns bigint
language sql set search_path = pg_catalog, pg_temp
begin atomic
    select schema_history.note_definitions()
    where not exists (
        select from schema_history.definitions as noted
        where noted.number = (select max(last.number) from schema_history.definitions as last)
            and noted.server_version = current_setting('server_version_num')::integer / 10000);
end;
