-- The whole of who may do what: what was granted otherwise goes. Nobody but append writes the log, and append runs as
-- its owner.
revoke all on schema event_store, register, read_models, schema_history, access_log from public,
    missieboek_appender, missieboek_projector, missieboek_reader, missieboek_auditor, missieboek_backup,
    missieboek_scoped_reader;
revoke all on all tables in schema event_store, register, read_models, schema_history, access_log from public,
    missieboek_appender, missieboek_projector, missieboek_reader, missieboek_auditor, missieboek_backup,
    missieboek_scoped_reader;
revoke all on all sequences in schema event_store, read_models from public,
    missieboek_appender, missieboek_projector, missieboek_reader, missieboek_auditor, missieboek_backup,
    missieboek_scoped_reader;
revoke all on all functions in schema event_store, register, read_models, schema_history, access_log from public,
    missieboek_appender, missieboek_projector, missieboek_reader, missieboek_auditor, missieboek_backup,
    missieboek_scoped_reader;

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
grant select on event_store.layout, event_store.incarnations
    to missieboek_appender, missieboek_projector, missieboek_reader, missieboek_auditor;
grant select on event_store.commands, event_store.login_bindings, event_store.duties_done, event_store.linked_files,
    event_store.persons_behind, event_store.mistaken_persons to missieboek_auditor;
grant select on event_store.snapshots to missieboek_appender, missieboek_reader, missieboek_auditor;
grant select on event_store.subscriptions
    to missieboek_appender, missieboek_projector, missieboek_reader, missieboek_auditor;
grant select on read_models.rows, read_models.checkpoints, read_models.candidates, read_models.parked
    to missieboek_projector, missieboek_reader, missieboek_auditor;
grant insert (key, body) on read_models.staging to missieboek_projector;

grant execute on function event_store.current_watermark(), event_store.watermark_at(timestamptz),
    event_store.event_id(uuid, integer)
    to missieboek_appender, missieboek_projector, missieboek_reader, missieboek_auditor;
grant execute on function event_store.advance_watermark()
    to missieboek_appender, missieboek_projector, missieboek_reader, missieboek_auditor;
grant execute on function event_store.ensure_partitions_ahead(), event_store.room_ahead(),
    event_store.current_incarnation(), event_store.incarnation_standing(), event_store.resume_position(bigint, uuid),
    event_store.replica_standing()
    to missieboek_appender, missieboek_projector, missieboek_reader, missieboek_auditor;
grant execute on function event_store.command_entry(uuid) to missieboek_appender, missieboek_auditor;
grant execute on function event_store.recorded_by(uuid)
    to missieboek_appender, missieboek_reader, missieboek_auditor;
grant execute on function event_store.append(
    uuid, text, bytea, text, bytea, text[], bigint[], text[], text[], timestamptz[], bytea[], bytea[])
    to missieboek_appender;
grant execute on function event_store.append_event(
    uuid, text, bytea, text, text, bigint, text, timestamptz, bytea, bytea)
    to missieboek_appender;
grant execute on function event_store.keep_snapshot(text, bigint, bigint, uuid, text, bytea),
    event_store.drop_snapshots(text)
    to missieboek_appender;
grant execute on function event_store.claim_subscription(text, bigint),
    event_store.move_subscription(text, bigint, uuid, bigint)
    to missieboek_projector;
grant execute on function event_store.append_batch(
    uuid[], text[], bytea[], text[], bytea[], integer[], text[], bigint[], integer[], text[], text[], timestamptz[],
    bytea[], bytea[])
    to missieboek_appender;
grant execute on function event_store.verify(), event_store.differing_definitions(), event_store.definitions(),
    event_store.access_rights(aclitem[], "char", oid), event_store.differing_duties(), event_store.declared_duties(),
    event_store.declared_links()
    to missieboek_auditor;
grant select on schema_history.definitions, schema_history.departures to missieboek_auditor;

grant execute on function register.enter(uuid, text, integer, bytea, bytea, bytea, bytea, bytea, bytea),
    register.heads(text[]), register.salt_of(uuid), register.match_command(uuid, text, bytea, bytea)
    to missieboek_appender;
grant execute on function register.resolve(bytea, bytea, text), register.former_bearers(bytea),
    register.read(text[], bigint), register.history(text)
    to missieboek_appender, missieboek_reader;

grant execute on function read_models.claim(text, integer),
    read_models.apply(
        text, integer, bigint, bigint, bigint, text[], bytea[], boolean, text[], bigint[], text[], text[], text[]),
    read_models.begin_generation(text, integer),
    read_models.fill_generation(
        text, integer, bigint, bigint, text[], bytea[], text[], bigint[], text[], text[]),
    read_models.switch_generation(text, integer, bigint, bigint),
    read_models.drop_generation(text, integer, bigint), read_models.sweep(interval)
    to missieboek_projector;
grant execute on function read_models.discard_ahead() to missieboek_projector, missieboek_reader, missieboek_auditor;

-- Whoever reads within a scope: of the log and what was made of it, the rows that the policies of V0020 leave. Nothing of
-- the journal, the register, the watermarks of old, the followers; and nothing by functions that answer for all streams.
grant usage on schema event_store, read_models, schema_history to missieboek_scoped_reader;
grant select on event_store.events, event_store.streams, event_store.snapshots, event_store.event_types,
    event_store.streams_in_scope, read_models.rows, read_models.parked, read_models.checkpoints
    to missieboek_scoped_reader;
grant execute on function schema_history.current(), event_store.own_scope(), event_store.scoped_category(text), event_store.begin_scoped_question(),
    event_store.place_streams(), event_store.advance_watermark(), event_store.current_watermark(),
    event_store.watermark_at(timestamptz), event_store.event_id(uuid, integer), event_store.current_incarnation(),
    event_store.resume_position(bigint, uuid), event_store.replica_standing()
    to missieboek_scoped_reader;
grant select on event_store.scope_bindings, event_store.naming_rules, event_store.mention_rules,
    event_store.stream_links, event_store.stream_countries, event_store.placing_standing
    to missieboek_auditor;

-- Whoever reads says so first; who has read what, only the auditor reads.
grant usage on schema access_log
    to missieboek_appender, missieboek_projector, missieboek_reader, missieboek_auditor, missieboek_backup,
    missieboek_scoped_reader;
grant execute on function access_log.record(
    text, text, text, text, text, bigint, timestamptz, text, bigint, text)
    to missieboek_appender, missieboek_projector, missieboek_reader, missieboek_auditor, missieboek_backup,
    missieboek_scoped_reader;
grant select on access_log.entries, access_log.terms to missieboek_auditor;
grant execute on function access_log.verify() to missieboek_auditor;

-- Whoever makes backups reads every table, also partitions that are made later, and may call nothing but what records
-- that.
grant usage on schema event_store, register, read_models, schema_history to missieboek_backup;
grant select on all tables in schema event_store, register, read_models, schema_history, access_log to missieboek_backup;
grant select on all sequences in schema event_store, read_models to missieboek_backup;
alter default privileges in schema event_store grant select on tables to missieboek_backup;
