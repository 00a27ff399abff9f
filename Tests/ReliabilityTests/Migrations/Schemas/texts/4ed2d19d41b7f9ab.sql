do $verify$
declare
    role text;
begin
    foreach role in array array[
        'missieboek', 'missieboek_appender', 'missieboek_projector', 'missieboek_reader', 'missieboek_auditor']
    loop
        if has_table_privilege(role, 'register.commands', 'select, insert, update, delete, truncate') then
            raise exception '% may read or write register.commands other than by match_command', role;
        end if;
    end loop;
end
$verify$;
