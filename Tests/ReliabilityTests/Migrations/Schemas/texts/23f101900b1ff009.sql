-- The ids that a KvK number or a name stands for by its term in the index, or that are the words themselves. Where there is
-- none, those that bore the name before: whoever asks by an old name finds whom it was of.
create or replace function register.resolve(kvk_term bytea, name_term bytea, words text) returns setof text
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    with present as (
        select held.id from register.kvk_terms as held where held.term = kvk_term
        union
        select named.id from register.name_terms as named where named.term = name_term and not named.is_former
        union
        select entry.id from register.sealed_entries as entry where entry.id = trim(words)
    )
    select present.id from present
    union
    select named.id from register.name_terms as named
    where named.term = name_term and named.is_former and not exists (select from present)
    order by 1;
end;
