-- Records that something is about to be shown, or was not: to be called before, so that nothing is shown without an
-- entry. The entry's number. A login that is bound to officers reads for those only (TM403).
create or replace function access_log.record(
    action text, object text, result text, actor text, ground text, as_of bigint, valid_at timestamptz, format text,
    shown bigint, stated_account text
) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
begin
    -- What the owner's functions enter lets older entries go.
    if action like 'readings %' then
        raise exception '“%” is entered by the owner''s functions only', left(action, 40) using errcode = 'TM422';
    end if;
    if actor is not null and not event_store.may_record(array[actor]) then
        raise exception 'login % may not read for %', session_user, left(actor, 200) using errcode = 'TM403';
    end if;
    return access_log.add(
        action, object, result, actor, ground, as_of, valid_at, format, shown, stated_account);
end
$body$;
