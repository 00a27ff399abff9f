-- Who may do what with keys. Nobody reads the table; a wrapped key opens nothing without the key outside the database.
revoke all on schema keys from public, missieboek_appender, missieboek_projector, missieboek_reader, missieboek_auditor,
    missieboek_key_keeper, missieboek_backup, missieboek_scoped_reader;
revoke all on all tables in schema keys from public, missieboek_appender, missieboek_projector, missieboek_reader,
    missieboek_auditor, missieboek_key_keeper, missieboek_backup, missieboek_scoped_reader;
revoke all on all functions in schema keys from public, missieboek_appender, missieboek_projector, missieboek_reader,
    missieboek_auditor, missieboek_key_keeper, missieboek_backup, missieboek_scoped_reader;
revoke all on schema event_store, register, read_models, schema_history, access_log from missieboek_key_keeper;
revoke all on all tables in schema event_store, register, read_models, schema_history, access_log from missieboek_key_keeper;
revoke all on all functions in schema event_store, register, read_models, schema_history, access_log from missieboek_key_keeper;

grant usage on schema keys to missieboek_appender, missieboek_reader, missieboek_key_keeper;
grant execute on function keys.read(text[], text[]) to missieboek_appender, missieboek_reader;
-- What a candidate holds nobody can tell here: so keys are made by those only who record under them.
grant execute on function keys.provide(text[], text[], bytea[], bytea[], bytea) to missieboek_appender;
grant execute on function keys.hold(text[], text[]) to missieboek_appender;
grant execute on function keys.destroy(uuid, text[], text[]), keys.destroyed(), keys.rewrite(), keys.export(), keys.book(),
    keys.rewrap(text[], text[], bytea[], bytea[]),
    keys.restore(text[], text[], bytea[], bytea[], timestamptz[], timestamptz[], uuid[])
    to missieboek_key_keeper;

-- To dump what the table is like; row security hides each row.
grant usage on schema keys to missieboek_backup;
grant select on all tables in schema keys to missieboek_backup;
