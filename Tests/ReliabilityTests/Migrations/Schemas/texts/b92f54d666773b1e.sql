-- The keys that were destroyed, each with its trace: what its copies are told by, with each bit turned. null for a scope
-- that never had a key.
create or replace function keys.destroyed()
returns table (subject text, dossier text, trace bytea, destroyed_at timestamptz, destroyed_by uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select scope.subject, scope.dossier, scope.trace, scope.destroyed_at, scope.destroyed_by
    from register.scopes as scope
    where scope.destroyed_at is not null
    order by scope.subject, scope.dossier;
end;
