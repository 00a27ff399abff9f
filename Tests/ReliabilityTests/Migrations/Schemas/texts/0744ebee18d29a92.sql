-- How a program's files stand to what was applied here: `new`, `same` or `changed`; `unknown` for a migration that was
-- applied and is not among them.
create or replace function schema_history.compare(paths text[], texts text[])
returns table (path text, state text)
language sql stable
begin atomic
    with applied as (
        select distinct on (file.path) file.path, file.sha256
        from schema_history.files as file
        order by file.path, file.applied_at desc
    ), given as (
        select file.path, sha256(convert_to(file.text, 'UTF8')) as sha256
        from unnest(paths, texts) as file(path, text)
    )
    select coalesce(given.path, applied.path),
        case
            when applied.path is null then 'new'
            when given.path is null then 'unknown'
            when given.sha256 = applied.sha256 then 'same'
            else 'changed' end
    from given full join applied on given.path = applied.path
    where given.path is not null or applied.path like 'migrations/%';
end;
