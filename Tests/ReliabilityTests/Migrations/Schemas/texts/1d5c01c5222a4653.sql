-- Puts these bodies under these keys of a generation, each key at most once; a null body removes the row. Without keys
-- the changes are those that this transaction has put into the staging table. The caller holds the generation's
-- checkpoint or candidate: nobody else changes its rows meanwhile.
create or replace function read_models.change_rows(
    model text, version integer, generation bigint, keys text[], bodies bytea[]
) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
declare
    removed text[];
begin
    if cardinality(keys) is distinct from cardinality(bodies) then
        raise exception '% keys with % bodies', cardinality(keys), cardinality(bodies) using errcode = 'TM422';
    end if;
    if keys is null then
        -- The first rows of a generation meet none: to look for them all the same takes as long as the insertion.
        if not exists (
            select from read_models.rows
            where model = change_rows.model and version = change_rows.version and generation = change_rows.generation
        ) then
            insert into read_models.rows (model, version, generation, key, body)
            select change_rows.model, change_rows.version, change_rows.generation, key, body
            from read_models.staging where staged_by = pg_current_xact_id() and body is not null order by key;
        else
            insert into read_models.rows (model, version, generation, key, body)
            select change_rows.model, change_rows.version, change_rows.generation, key, body
            from read_models.staging where staged_by = pg_current_xact_id() and body is not null order by key
            on conflict (model, version, generation, key) do update set body = excluded.body;
        end if;
        select array_agg(key) into removed
        from read_models.staging where staged_by = pg_current_xact_id() and body is null;
        delete from read_models.staging where staged_by = pg_current_xact_id();
    else
        insert into read_models.rows (model, version, generation, key, body)
        select change_rows.model, change_rows.version, change_rows.generation, change.key, change.body
        from unnest(keys, bodies) as change(key, body) where change.body is not null order by change.key
        on conflict (model, version, generation, key) do update set body = excluded.body;
        select array_agg(change.key) into removed
        from unnest(keys, bodies) as change(key, body) where change.body is null;
    end if;
    -- By an array, which the index is asked for key by key: of a join the planner knows no sizes, and goes through the
    -- whole generation for each key.
    if removed is not null then
        delete from read_models.rows
        where model = change_rows.model and version = change_rows.version and generation = change_rows.generation
            and key = any (removed);
    end if;
end
$body$;
