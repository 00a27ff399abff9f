-- The keys of which register.scopes says that they were destroyed, and no event does: by whoever called keys.destroy or
-- keys.restore without the act that it belongs to, or in a log that was restored to before that act.
--
-- An event vouches for what it names itself: the entry in the register or files of one subject, or the subjects of one file.
-- Nothing vouches for all keys of a subject at once (*), since no act demands that.
create or replace function event_store.unrecorded_destructions()
returns table (subject text, dossier text, destroyed_at timestamptz, command_id uuid)
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
    select scope.subject, scope.dossier, scope.destroyed_at, scope.destroyed_by
    from register.scopes as scope
    where scope.destroyed_at is not null
        and not exists (
            select from event_store.events as event
            where event.stream = 'erasure-' || scope.subject
                and split_part(event.type, '.', 1) = 'PersonalDataErased'
                and scope.subject in (select named from event_store.mentions(event.data, '$.subject') as named)
                and (
                    scope.dossier in (select named from event_store.mentions(event.data, '$.dossiers[*]') as named)
                    or scope.dossier = 'register'
                        and exists (select from event_store.mentions(event.data, '$ ? (@.register == true).subject'))))
        and not (
            scope.dossier = 'register'
            and exists (
                select from event_store.events as event
                where event.stream = 'erasure-' || scope.subject
                    and split_part(event.type, '.', 1) = 'RegisterEntryDestroyed'
                    and scope.subject in (select named from event_store.mentions(event.data, '$.subject') as named)))
        and not exists (
            select from event_store.events as event
            where event.stream = 'erasure-' || scope.dossier
                and split_part(event.type, '.', 1) = 'DossierPersonalDataDestroyed'
                and scope.dossier in (select named from event_store.mentions(event.data, '$.dossier') as named)
                and scope.subject in (select named from event_store.mentions(event.data, '$.subjects[*]') as named))
    order by scope.subject, scope.dossier;
end;
