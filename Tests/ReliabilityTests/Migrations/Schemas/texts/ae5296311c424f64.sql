do $verify$
declare
    role text;
    relation regclass;
begin
    foreach role in array array[
        'missieboek', 'missieboek_appender', 'missieboek_projector', 'missieboek_reader', 'missieboek_auditor']
    loop
        foreach relation in array array[
            'read_models.rows', 'read_models.checkpoints', 'read_models.candidates', 'read_models.retired',
            'read_models.parked']::regclass[]
        loop
            if has_table_privilege(role, relation, 'insert, update, delete, truncate') then
                raise exception '% may write % other than by its functions', role, relation;
            end if;
        end loop;
        -- Who is staging may not choose whose changes they are.
        if has_table_privilege(role, 'read_models.staging', 'insert, select, update, delete, truncate')
            or has_column_privilege(role, 'read_models.staging', 'staged_by', 'insert')
        then
            raise exception '% may do more with read_models.staging than add changes of its own', role;
        end if;
    end loop;
    if exists (
        select from (select distinct model, version, generation from read_models.rows) as filled
        where (model, version, generation) not in (
            select model, version, generation from read_models.checkpoints
            union all select model, version, generation from read_models.candidates
            union all select model, version, generation from read_models.retired))
    then
        raise exception 'there are rows of a generation that nobody reads, fills or has retired';
    end if;
end
$verify$;
