import PostgresClient
import Schema
import TestSupport
import Testing

/// The SQL of the store, made wrong in one way.
struct StoreFault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Text of the schema's functions to replace, each of which must be there.
    let replacements: [(path: String, text: String, by: String)]
    var statements: [String] = []
    /// Whether a finding is one that this fault leads to.
    let leadsTo: @Sendable (Finding) -> Bool

    static let all = [
        sharedLockDropped, barrierSkipped, uniqueIndexDropped, streamLockDropped, versionIndexDropped,
        expectationForgottenAlone, expectationForgottenInBatch,
    ]

    /// Appends no longer tell the barrier that they are in flight.
    static let sharedLockDropped = StoreFault(
        testDescription: "the shared lock dropped from the append",
        replacements: [
            (
                "functions/event_store/append_event.sql",
                "and pg_advisory_xact_lock_shared(event_store.append_lock()) is not null", ""
            ),
            (
                "functions/event_store/append_batch.sql",
                "perform pg_advisory_xact_lock_shared(event_store.append_lock());", "null;"
            ),
            (
                "functions/event_store/append_each.sql",
                "perform pg_advisory_xact_lock_shared(event_store.append_lock());", "null;"
            ),
        ],
        leadsTo: \.isPassage)

    /// The watermark moves without waiting for the appends in flight.
    static let barrierSkipped = StoreFault(
        testDescription: "the barrier skipped when the watermark moves",
        replacements: [
            (
                "functions/event_store/advance_watermark.sql",
                "perform pg_advisory_xact_lock(event_store.append_lock());", "null;"
            )
        ],
        leadsTo: \.isPassage)

    /// Nothing keeps two sessions from storing one command.
    ///
    /// The index alone is not enough: the locks of command and stream keep them apart too.
    static let uniqueIndexDropped = StoreFault(
        testDescription: "the journal's unique index dropped, with the locks before it",
        replacements: [commandLock, streamLock],
        statements: ["alter table event_store.commands drop constraint commands_pkey"],
        leadsTo: { finding in
            if case .doubled = finding { return true }
            return false
        })

    /// An expectation is checked, and the stream changes before the append is written.
    ///
    /// Of a stream that is written too, its row and its unique index tell: it is one that is only read.
    static let streamLockDropped = StoreFault(
        testDescription: "the lock of a stream dropped from the append",
        replacements: [streamLock],
        leadsTo: \.isMisplacement)

    /// Two sessions give the same version to their events.
    static let versionIndexDropped = StoreFault(
        testDescription: "the unique index of versions dropped, with the lock before it",
        replacements: [streamLock],
        statements: ["drop index event_store.events_1_stream_version"],
        leadsTo: { finding in
            if case .versionOutOfOrder = finding { return true }
            return false
        })

    /// The fast way of the append stores its event at whatever version the stream has come to.
    static let expectationForgottenAlone = StoreFault(
        testDescription: "the expected version forgotten by the append of one event",
        replacements: [
            ("functions/event_store/append_event.sql", "and (stored.version = expected or expected = -2)", "")
        ],
        leadsTo: \.isMisplacement)

    /// A batch looks at no expectation, and stores at whatever version a stream has come to.
    static let expectationForgottenInBatch = StoreFault(
        testDescription: "the expected version forgotten by the append of several commands",
        replacements: [
            (
                "functions/event_store/append_batch.sql",
                "versions := array(select version + 1 from unnest(expected_versions) as version);",
                """
                versions := array(
                    select coalesce(
                        (select version from event_store.streams where streams.stream = listed.stream), 0) + 1
                    from unnest(event_streams) as listed(stream));
                """
            ),
            (
                "functions/event_store/append_batch.sql", "and expected_versions = array(",
                "and null is distinct from array("
            ),
            ("functions/event_store/append_each.sql", "if wanted >= 0 and wanted <> heads[target]", "if false"),
        ],
        leadsTo: \.isMisplacement)

    private static let commandLock = (
        path: "functions/event_store/command_lock.sql",
        text: "immutable parallel safe\nreturn uuid_hash_extended(command_id, 7092)",
        by: "volatile\nreturn (random() * 9e15)::bigint"
    )
    private static let streamLock = (
        path: "functions/event_store/stream_lock.sql",
        text: "immutable parallel safe\nreturn hashtextextended(stream, 7093)",
        by: "volatile\nreturn (random() * 9e15)::bigint"
    )

    /// Puts the fault into a database; fails when a text to replace is not in the schema.
    func apply(to database: ThrowawayDatabase) throws {
        let inspection = try LogInspection(database.superuserURL)
        var functions: [String: String] = [:]
        for (path, text, other) in replacements {
            let function = functions[path] ?? EmbeddedSQL.files.first { $0.path == path }?.text
            guard let function, function.contains(text) else { throw NotThere(path: path, text: text) }
            functions[path] = function.replacing(text, with: other)
        }
        for (_, function) in functions.sorted(by: { $0.key < $1.key }) { try inspection.run(function) }
        for statement in statements { try inspection.run(statement) }
    }

    struct NotThere: Error {
        let path: String
        let text: String
    }
}

extension Finding {
    fileprivate var isPassage: Bool {
        if case .passed = self { return true }
        return false
    }

    fileprivate var isMisplacement: Bool {
        if case .misplaced = self { return true }
        return false
    }
}
