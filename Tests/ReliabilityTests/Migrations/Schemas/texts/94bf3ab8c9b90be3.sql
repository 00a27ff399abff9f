-- Puts what was sealed in the place of what an older version had entered in the clear, which is dropped: its files go with
-- it, dead rows included. All in the caller's transaction, which holds the older tables' lock.
create or replace function register.replace_unsealed(
    ids text[], versions integer[], names bytea[], kvk_numbers bytea[], contacts bytea[], digests bytea[],
    entered_at timestamptz[], kvk_terms bytea[], name_terms bytea[],
    command_ids uuid[], command_subjects text[], salts bytea[], fingerprints bytea[]) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp
as $body$
begin
    insert into register.sealed_entries (id, version, name, kvk_number, contact, digest, entered_at)
    select * from unnest(ids, versions, names, kvk_numbers, contacts, digests, entered_at);
    insert into register.name_terms (id, term, is_former)
    select entry.id, entry.name_term, not bool_or(entry.is_last)
    from (
        select given.id, given.name_term,
            given.version = max(given.version) over (partition by given.id) as is_last
        from unnest(ids, versions, name_terms) as given (id, version, name_term)
    ) as entry
    group by entry.id, entry.name_term;
    -- Of each id's last version only.
    insert into register.kvk_terms (term, id)
    select last.kvk_term, last.id
    from (
        select distinct on (entry.id) entry.id, entry.kvk_term
        from unnest(ids, versions, kvk_terms) as entry (id, version, kvk_term) order by entry.id, entry.version desc
    ) as last
    where last.kvk_term is not null;
    insert into register.fingerprints (command_id, id, salt, fingerprint)
    select * from unnest(command_ids, command_subjects, salts, fingerprints);
    drop table register.entries, register.kvk_numbers, register.commands;
    -- What verify() compares with was noted while they were there.
    perform schema_history.note_definitions();
    return cardinality(ids);
end
$body$;
