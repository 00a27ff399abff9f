-- Disposes of the entries that are older than the term, up to the first that is not, and enters that it did; how many
-- there were. Without a term nothing is disposed of (TM422). To be called as the owner.
create or replace function access_log.dispose(ground text) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp
as $body$
declare
    term integer;
    last bigint;
    taken bigint;
begin
    select kept.days into term from access_log.terms as kept order by kept.number desc limit 1;
    if term is null then
        raise exception 'no term was set: see access_log.set_term' using errcode = 'TM422';
    end if;
    perform pg_advisory_xact_lock(access_log.writing_lock());
    select coalesce(
            min(entry.number) filter (where entry.recorded_at >= clock_timestamp() - make_interval(days => term)) - 1,
            max(entry.number))
        into last
    from access_log.entries as entry;
    select count(*) into taken from access_log.entries as entry where entry.number <= last;
    if taken = 0 then
        return 0;
    end if;
    perform access_log.add(
        'readings dispose', 'access-log', 'done', null, ground, last, null, null, taken, null);
    delete from access_log.entries as entry where entry.number <= last;
    return taken;
end
$body$;
