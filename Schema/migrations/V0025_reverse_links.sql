-- A measure now bars from paying on the support that it ends from its decision on, not from the termination on. A link is
-- noted with the first event that says it: those of paying are noted anew, by catalogue/duties.sql.
--
-- Alone in the log first: an append that waits for the table would hold what catalogue/duties.sql then waits for.
select pg_advisory_xact_lock(7091);
alter table event_store.linked_files disable trigger refuse_change;
delete from event_store.linked_files where duty = 'paying';
alter table event_store.linked_files enable trigger refuse_change;
