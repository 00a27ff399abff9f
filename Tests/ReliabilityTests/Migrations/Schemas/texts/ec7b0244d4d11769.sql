-- The wrapped keys of some scopes as they are, in their order; makes none. The states are those of provide.
create or replace function keys.read(subjects text[], dossiers text[]) returns table (state text, wrapped bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select
        case
            when key.wrapped is not null then 'held'
            when keys.is_destroyed(wanted.subject, wanted.dossier) then 'erased'
            when scope.subject is not null then 'missing'
            else 'absent' end,
        key.wrapped
    from unnest(subjects, dossiers) with ordinality as wanted (subject, dossier, place)
        left join keys.data_keys as key on key.subject = wanted.subject and key.dossier = wanted.dossier
        left join register.scopes as scope on scope.subject = wanted.subject and scope.dossier = wanted.dossier
    order by wanted.place;
end;
