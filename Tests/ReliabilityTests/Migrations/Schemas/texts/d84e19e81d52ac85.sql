-- What is wrong with the log of readings, one row for each finding; no rows when all is well.
--
-- Each entry holds to the one before. The first is number 1, or the one behind the last that a disposal says it took.
create or replace function access_log.verify() returns table (finding text, detail text, particulars text[])
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    with chained as (
        select entry.number, entry.hash, entry.previous_hash, access_log.entry_hash(entry) as expected_hash,
            lag(entry.number) over (order by entry.number) as former_number,
            lag(entry.hash) over (order by entry.number) as former_hash
        from access_log.entries as entry
    )
    select 'reading differs' as finding, format('entry %s is not what was entered', chained.number) as detail,
        array[chained.number::text] as particulars
    from chained where chained.hash is distinct from chained.expected_hash

    union all
    select 'readings broken' as finding,
        case
            when chained.former_number is not null
                then format('entry %s does not go on from entry %s', chained.number, chained.former_number)
            else format('the entries before %s are gone, and no disposal took them', chained.number) end,
        array[chained.number::text, chained.former_number::text]
    from chained
    where case
        when chained.former_number is not null
            then chained.number <> chained.former_number + 1 or chained.previous_hash <> chained.former_hash
        when chained.number = 1 then chained.previous_hash <> decode(repeat('00', 32), 'hex')
        else not exists (
            select from access_log.entries as disposal
            where disposal.action = 'readings dispose' and disposal.as_of = chained.number - 1) end;
end;
