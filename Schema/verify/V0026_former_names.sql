do $verify$
begin
    if exists (
        select from register.name_terms group by id having count(*) filter (where not is_former) <> 1)
    then
        raise exception 'somebody in the register has no name to be found by, or two';
    end if;
end
$verify$;
