-- From here on no session appends before it has noticed that the server is another one, so that what is found there is of
-- old. What was appended by an earlier release may not be: it noticed when the watermark moved, and vouched for no more
-- than that. So it notices once more.
do $migration$
begin
    if to_regprocedure('event_store.notice_server()') is not null then
        perform event_store.notice_server();
    end if;
end
$migration$;
