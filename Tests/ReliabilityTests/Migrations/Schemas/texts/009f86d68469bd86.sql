-- Whether the key of a scope was destroyed; it never comes back.
create or replace function keys.is_destroyed(subject text, dossier text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
    select exists (
        select from register.scopes as scope
        where scope.subject = is_destroyed.subject and scope.dossier in (is_destroyed.dossier, '*')
            and scope.destroyed_at is not null);
end;
