-- Whether the login may record for all of these actors: those it was last bound to, or any when it is not bound.
create or replace function event_store.may_record(actors text[]) returns boolean
language sql stable
begin atomic
    select coalesce((
        select may_record.actors <@ binding.actors from event_store.login_bindings as binding
        where binding.login = session_user order by binding.number desc limit 1), true);
end;
