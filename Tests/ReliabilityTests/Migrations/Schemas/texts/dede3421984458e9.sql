-- What each id stands for now.
create or replace view register.current as
select distinct on (id) id, name, kvk_number, contact, version, entered_at
from register.entries
order by id, version desc;
