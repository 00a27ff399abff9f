-- Until an older register is sealed, its tables are nobody's.
do $verify$
declare
    role text;
    relation text;
begin
    foreach relation in array array['register.entries', 'register.kvk_numbers', 'register.commands'] loop
        continue when to_regclass(relation) is null;
        foreach role in array array[
            'missieboek', 'missieboek_appender', 'missieboek_projector', 'missieboek_reader', 'missieboek_auditor']
        loop
            if has_table_privilege(role, relation, 'select, insert, update, delete, truncate') then
                raise exception '% may read or write %', role, relation;
            end if;
        end loop;
    end loop;
end
$verify$;
