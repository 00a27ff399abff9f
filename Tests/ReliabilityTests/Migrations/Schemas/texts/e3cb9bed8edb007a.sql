-- The whole of who may do what. Nobody but append writes the log, and append runs as its owner.
revoke all on all tables in schema event_store, register, read_models, schema_history from public;
revoke all on all sequences in schema event_store from public;
revoke all on all functions in schema event_store, register, read_models, schema_history from public;

grant usage on schema schema_history
    to missieboek_appender, missieboek_projector, missieboek_reader, missieboek_auditor;
grant execute on function schema_history.current()
    to missieboek_appender, missieboek_projector, missieboek_reader, missieboek_auditor;

grant usage on schema event_store
    to missieboek_appender, missieboek_projector, missieboek_reader, missieboek_auditor;
grant usage on schema register to missieboek_appender, missieboek_reader;
grant usage on schema read_models to missieboek_projector, missieboek_reader, missieboek_auditor;

grant select on event_store.events, event_store.streams, event_store.watermark, event_store.event_types
    to missieboek_appender, missieboek_projector, missieboek_reader, missieboek_auditor;
grant select on event_store.commands to missieboek_auditor;
grant select on register.current to missieboek_appender, missieboek_reader;
grant select on read_models.rows, read_models.checkpoints
    to missieboek_projector, missieboek_reader, missieboek_auditor;

grant execute on function event_store.current_watermark(), event_store.watermark_at(timestamptz),
    event_store.event_id(uuid, integer)
    to missieboek_appender, missieboek_projector, missieboek_reader, missieboek_auditor;
grant execute on function event_store.advance_watermark()
    to missieboek_appender, missieboek_projector, missieboek_reader, missieboek_auditor;
grant execute on function event_store.command_entry(uuid) to missieboek_appender, missieboek_auditor;
grant execute on function event_store.append(
    uuid, text, bytea, text, bytea, text[], bigint[], text[], text[], timestamptz[], bytea[], bytea[])
    to missieboek_appender;
grant execute on function event_store.verify() to missieboek_auditor;

grant execute on function register.enter(text, text, text, text) to missieboek_appender;
grant execute on function register.match_command(uuid, text, bytea) to missieboek_appender;
grant execute on function register.resolve(text) to missieboek_appender, missieboek_reader;

grant execute on function read_models.claim(text, integer),
    read_models.apply(text, integer, bigint, bigint, bigint, text[], bytea[], boolean)
    to missieboek_projector;
