do $verify$
begin
    if has_schema_privilege('missieboek_auditor', 'register', 'usage') then
        raise exception 'missieboek_auditor may look into the register';
    end if;
end
$verify$;
