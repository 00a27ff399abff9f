-- The ids that bore a name before, by its term in the index, and bear it no longer; whether anybody bears it now is all the
-- same. Whoever reckons with a register as it is not yet asks this.
create or replace function register.former_bearers(name_term bytea) returns setof text
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select named.id from register.name_terms as named
    where named.term = former_bearers.name_term and named.is_former
    order by 1;
end;
