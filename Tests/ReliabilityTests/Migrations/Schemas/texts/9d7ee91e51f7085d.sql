do $verify$
begin
    if has_table_privilege('missieboek', 'read_models.rows', 'insert, update, delete, truncate') then
        raise exception 'missieboek may write read_models.rows other than by apply';
    end if;
end
$verify$;
