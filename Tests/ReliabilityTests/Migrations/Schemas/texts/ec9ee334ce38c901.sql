-- Notes the files that were just applied, what all files together come to, and what has come of them.
create or replace function schema_history.record(paths text[], texts text[], fingerprint text) returns void
language sql
begin atomic
    insert into schema_history.files (path, sha256, applied_at)
    select file.path, sha256(convert_to(file.text, 'UTF8')), clock_timestamp()
    from unnest(paths, texts) as file(path, text);
    insert into schema_history.installations (installed_at, fingerprint) values (clock_timestamp(), fingerprint);
    select schema_history.note_definitions();
end;
