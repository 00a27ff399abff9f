-- The rights that a list of them gives, in a fixed order; `kind` and `owner` say what those are where there is no list.
create or replace function event_store.access_rights(list aclitem[], kind "char", owner oid) returns text
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
    select coalesce(string_agg(granted.words, ', ' order by granted.words collate "C"), 'none')
    from (
        select format(
            '%s %s%s', case when item.grantee = 0 then 'public' else item.grantee::regrole::text end,
            item.privilege_type, case when item.is_grantable then ' for others too' else '' end) as words
        from aclexplode(coalesce(list, acldefault(kind, owner))) as item) as granted;
end;
