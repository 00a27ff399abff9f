extension Attempt {
    /// What somebody may, and nobody else.
    static let byDesign: [Attempt] = [
        logReadings, logAnswers, backupReadings, modelReadings, journalReadings, checks, otherReadings, commandAnswers,
        recordings, projections, preparations, scopedReadings, scopeReadings, accessLog,
    ].flatMap { $0 }

    private static let workers: [RoleLogin] = [.appender, .projector, .reader, .auditor, .inspector, .daily, .keeper]

    private static func each(_ statements: [String], _ reason: String, for logins: [RoleLogin]) -> [Attempt] {
        statements.map { Attempt($0, reason, for: logins) }
    }

    private static let logReadings = each(
        [
            "select from event_store.watermark", "select from event_store.layout",
            "select from event_store.incarnations", "select from event_store.subscriptions",
        ], "everybody works from the log", for: workers + [.backup])

    /// Of which a scoped reader has the rows that its scope leaves.
    private static let scopedReadings =
        each(
            [
                "select from event_store.events", "select from event_store.streams",
                "select from event_store.event_types",
            ], "everybody works from the log", for: workers + [.backup, .scopedReader])
        + each(
            [
                "select event_store.current_watermark()", "select event_store.watermark_at(now())",
                "select event_store.event_id(gen_random_uuid(), 1)", "select event_store.current_incarnation()",
                "select event_store.replica_standing()",
                "select event_store.resume_position(1, event_store.current_incarnation())",
                "select schema_history.current()", "select event_store.advance_watermark()",
            ], "every question begins with it", for: workers + [.scopedReader])
        + each(
            [
                "select from read_models.rows", "select from read_models.checkpoints",
                "select from read_models.parked",
            ], "answers come from read models",
            for: [.projector, .reader, .auditor, .inspector, .daily, .keeper, .backup, .scopedReader])
        + each(
            [
                "select event_store.own_scope()", "select event_store.begin_scoped_question()",
                "select event_store.place_streams()",
            ], "a question within a scope begins with it", for: [.scopedReader])
        + each(
            ["select from event_store.streams_in_scope"], "policies ask it in its name", for: [.scopedReader])

    private static let scopeReadings = each(
        [
            "select from event_store.scope_bindings", "select from event_store.naming_rules",
            "select from event_store.mention_rules", "select from event_store.stream_links",
            "select from event_store.stream_countries", "select from event_store.placing_standing",
        ], "who could read what", for: [.auditor, .inspector, .backup])

    private static let logAnswers = each(
        [
            "select event_store.room_ahead()", "select event_store.incarnation_standing()",
        ], "everybody works from the log", for: workers)

    private static let backupReadings = each(
        [
            "select from register.sealed_entries", "select from register.kvk_terms", "select from register.name_terms",
            "select from register.fingerprints", "select from register.scopes",
            // The table to dump; row security hides each row.
            "select count(*) from keys.data_keys",
            "select from read_models.staging", "select from read_models.retired", "select from schema_history.files",
            "select from schema_history.installations", "select last_value from event_store.position",
        ], "a backup holds all there is", for: [.backup])

    private static let modelReadings = each(
        [
            "select from read_models.candidates"
        ], "answers come from read models", for: [.projector, .reader, .auditor, .inspector, .daily, .keeper, .backup])

    private static let journalReadings = each(
        [
            "select from event_store.commands", "select from event_store.login_bindings",
            "select from event_store.duties_done", "select from event_store.linked_files",
            "select from event_store.persons_behind", "select from event_store.mistaken_persons",
            "select from schema_history.definitions", "select from schema_history.departures",
        ], "who recorded what, and who could", for: [.auditor, .inspector, .backup])

    private static let checks = each(
        [
            "select from event_store.verify()", "select from event_store.differing_definitions()",
            "select from event_store.definitions()", "select from event_store.differing_duties()",
            "select from event_store.declared_duties()", "select from event_store.declared_links()",
        ], "the auditor's work", for: [.auditor, .inspector])

    private static let otherReadings: [Attempt] = [
        Attempt(
            "select from event_store.snapshots", "folds begin with them",
            for: [.appender, .reader, .auditor, .inspector, .daily, .keeper, .backup, .scopedReader]),
        Attempt(
            "select register.read('{company-one}', null)", "names to ids and back",
            for: [.appender, .reader, .daily, .keeper]),
        Attempt(
            "select register.history('company-one')", "what somebody may ask to see",
            for: [.appender, .reader, .daily, .keeper]),
        Attempt(
            "select register.resolve(sha256('2'), sha256('3'), 'company-one')", "names to ids and back",
            for: [.appender, .reader, .daily, .keeper]),
        Attempt(
            "select register.former_bearers(sha256('3'))", "names to ids and back",
            for: [.appender, .reader, .daily, .keeper]),
        Attempt(
            "select keys.read('{company-one,company-two}', '{register,register}')", "what opens names and numbers",
            for: [.appender, .reader, .daily, .keeper]),
        Attempt(
            "select keys.provide('{company-one}', '{register}', '{null}', '{null}', null)",
            "what is entered is sealed under it", for: [.appender, .daily, .keeper]),
        // A key, or bytes that only look like one.
        Attempt(
            """
            select keys.provide(
                '{company-two}', '{register}', array[decode(repeat('5a', 77), 'hex')],
                array[decode(repeat('a5', 16), 'hex')], decode(repeat('4c', 77), 'hex'))
            """, "what is entered first is sealed under it", for: [.appender, .daily, .keeper]),
        Attempt(
            "select keys.hold('{company-one}', '{register}')", "what is sealed stays readable when it is stored",
            for: [.appender, .daily, .keeper]),
        Attempt("select keys.destroyed()", "what is to be searched for", for: [.keyKeeper, .keeper]),
        Attempt("select keys.book()", "a backup of the keys", for: [.keyKeeper, .keeper]),
        Attempt("select keys.export()", "a backup of the keys", for: [.keyKeeper, .keeper]),
        Attempt(
            "select keys.restore('{}', '{}', '{}', '{}', '{}', '{}', '{}')", "a backup of the keys",
            for: [.keyKeeper, .keeper]),
        Attempt("set role missieboek_keeper", "is that login", for: [.keeper]),
        Attempt("set role missieboek_inspector", "is that login", for: [.inspector]),
        Attempt(
            "select keys.rewrap('{company-one,register}', '{register,index}', array_agg(wrapped order by subject), "
                + "array_agg(wrapped order by subject)) from keys.export()", "another key outside",
            for: [.keyKeeper, .keeper]),
        Attempt("select keys.rewrite()", "so that nothing is left in dead rows", for: [.keyKeeper, .keeper]),
        Attempt(
            "select keys.destroy(gen_random_uuid(), '{company-one}', '{null}')", "whose work it is to erase",
            for: [.keyKeeper, .keeper]),
    ]

    private static let commandAnswers = [
        Attempt(
            "select event_store.command_entry('\(GuardedLog.commandID(1))')", "what came of a command",
            for: [.appender, .auditor, .inspector, .daily, .keeper]),
        Attempt(
            "select event_store.recorded_by('\(GuardedLog.commandID(1))')", "a dossier shows who recorded what",
            for: [.appender, .reader, .auditor, .inspector, .daily, .keeper]),
    ]

    private static let recordings = each(
        [
            """
            select event_store.append(gen_random_uuid(), 'sample.do', '{}', 'officer-one', null, '{}', '{}',
                '{mission-two}', '{Done}', array[now()], array['{}']::bytea[], array['{}']::bytea[])
            """,
            """
            select event_store.append_event(
                gen_random_uuid(), 'sample.do', '{}', 'officer-one', 'mission-two', 0, 'Done', now(), '{}', '{}')
            """,
            """
            select event_store.append_batch(array[gen_random_uuid()], '{sample.do}', '{a}', '{officer-one}',
                array[null]::bytea[], '{0}', '{}', '{}', '{1}', '{mission-two}', '{Done}', array[now()], '{a}', '{a}')
            """,
            "select event_store.keep_snapshot('mission-one', 2, 2, gen_random_uuid(), 'a fold of mine', '{}')",
            "select event_store.drop_snapshots(null)",
            """
            select register.enter(
                gen_random_uuid(), 'company-one', 2, 'sealed', null, null, sha256('5'), null, sha256('6'))
            """,
            "select register.match_command(gen_random_uuid(), 'company-two', 'salt', sha256('7'))",
            "select from register.heads('{company-one}')", "select from register.salt_of(gen_random_uuid())",
        ], "what commands record", for: [.appender, .daily, .keeper])

    private static let projections = each(
        [
            "select read_models.claim('board', 1)",
            "select read_models.apply('board', 1, 99, 1, 2, '{}', '{}', false)",
            "select read_models.begin_generation('board', 1)",
            "select read_models.fill_generation('board', 1, 99, 1, '{}', '{}')",
            "select read_models.switch_generation('board', 1, 99, 1)",
            "select read_models.drop_generation('board', 1, 99)", "select read_models.sweep()",
            "insert into read_models.staging (key, body) values ('mission-one', '{}')",
            "select event_store.claim_subscription('letters', 0)",
            "select event_store.move_subscription('letters', 99, gen_random_uuid(), 1)",
        ], "what is made of the log", for: [.projector, .daily])

    private static let accessLog: [Attempt] = [
        Attempt(
            "select access_log.record('dossier', 'mission-one', 'shown', null, null, null, null, 'table', 1, null)",
            "whoever reads says so", for: workers + [.backup, .scopedReader]),
        Attempt("select from access_log.entries", "who has read what", for: [.auditor, .inspector, .backup]),
        Attempt("select from access_log.terms", "who has read what", for: [.auditor, .inspector, .backup]),
        Attempt("select from access_log.verify()", "the auditor's work", for: [.auditor, .inspector]),
    ]

    /// The auditor asks questions too, and these add nothing that the log does not hold.
    private static let preparations: [Attempt] = [
        Attempt("select event_store.ensure_partitions_ahead()", "whoever moves the watermark does it", for: workers),
        Attempt(
            "select read_models.discard_ahead()", "no answer comes from rows that know more than the log",
            for: [.projector, .reader, .auditor, .inspector, .daily, .keeper]),
    ]
}
