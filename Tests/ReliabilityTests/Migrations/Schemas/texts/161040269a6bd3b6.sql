do $verify$
begin
    if has_table_privilege('missieboek', 'register.entries', 'insert, update, delete, truncate') then
        raise exception 'missieboek may write register.entries';
    end if;
    if has_schema_privilege('missieboek_auditor', 'register', 'usage') then
        raise exception 'missieboek_auditor may look into the register';
    end if;
end
$verify$;
