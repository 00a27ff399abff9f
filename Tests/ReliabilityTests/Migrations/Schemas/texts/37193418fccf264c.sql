-- Every key that there is, wrapped, and every scope whose key was destroyed: what a backup of the keys holds.
create or replace function keys.export()
returns table (subject text, dossier text, wrapped bytea, trace bytea, made_at timestamptz, destroyed_at timestamptz,
    destroyed_by uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select scope.subject, scope.dossier, key.wrapped, scope.trace, scope.made_at, scope.destroyed_at,
        scope.destroyed_by
    from register.scopes as scope
        left join keys.data_keys as key on key.subject = scope.subject and key.dossier = scope.dossier
    where key.wrapped is not null or scope.destroyed_at is not null
    order by scope.subject, scope.dossier;
end;
