import CanonicalJSON
import EventSourcing
import PostgresClient
import TestSupport
import Testing

/// A book in which one organisation was at two meetings, of which one is due for destruction and one never is; with
/// officers who keep records and erase data, and persons whom no dossier names.
struct KeepingBook {
    static let coordinator = CommandFile.coordinator
    static let privacyOfficer = "officer-pppppppppppp"
    static let recordsManager = "officer-rrrrrrrrrrrr"
    static let otherRecordsManager = "officer-ssssssssssss"
    static let organisation = "organisation-oooooooooooo"
    static let person = "person-nnnnnnnnnnnn"
    static let otherPerson = "person-mmmmmmmmmmmm"
    static let due = "bmo-2026-01"
    static let open = "concern-metro-lonen"

    let database: ThrowawayDatabase

    init() async throws {
        database = try await ThrowawayCluster.shared.database()
        let run = try await Missieboek.run(
            ["dispatch", "-", "--stop-on-error", "--database", database.url],
            input: Self.lines.joined(separator: "\n") + "\n")
        guard run.status == 0 else { throw NotPlayed(output: run.out + run.err) }
        // A term counts from the day on which an event was recorded: this book was kept at the time.
        let connection = try Connection(ConnectionOptions(address: database.superuserURL))
        _ = try connection.run(
            "set session_replication_role = replica; update event_store.events set recorded_at = occurred_at")
    }

    /// Runs the program on this book.
    func run(_ words: [String], by officer: String? = nil, input: String = "") async throws -> Missieboek.Output {
        try await Missieboek.run(
            words + ["--database", database.url] + (officer.map { ["--actor", $0] } ?? []),
            environment: ["MISSIEBOEK_KEEPER_URL": database.url(as: "missieboek_keeper")], input: input)
    }

    func json(_ words: [String], by officer: String? = nil) async throws -> Node {
        try await Node(parsing: Array(run(words + ["--output", "json"], by: officer).out.utf8))
    }

    /// Has the meeting that is due destroyed, by those who may.
    func destroyDueMeeting() async throws {
        try await approveDueMeeting()
        try await disposal(["execute"], by: Self.recordsManager)
    }

    /// Has the organisation's data erased, of which what is not due stays.
    func erasePartOfOrganisation() async throws {
        let run = try await run(
            [
                "person", "erase", Self.organisation, "--ground", "bezwaar", "--received-on", "2026-03-16", "--yes",
                "--legal-form", "zonder-rechtspersoonlijkheid",
            ], by: Self.privacyOfficer)
        #expect(run.status == 0, "\(run.out)")
    }

    func approveDueMeeting() async throws {
        try await disposal(["propose", "--dossiers", Self.due], by: Self.recordsManager)
        try await disposal(["approve", "--revision", "1"], by: Self.otherRecordsManager)
    }

    private func disposal(_ words: [String], by officer: String) async throws {
        let run = try await run(["disposal"] + words + ["--disposal", "disposal-2026-1"], by: officer)
        #expect(run.status == 0, "\(run.out)")
    }

    struct NotPlayed: Error { let output: String }

    private static let lines: [String] = {
        var lines = [CommandFile.founding]
        func add(_ command: String, by actor: String = CommandFile.administrator, _ data: Node) {
            lines.append(CommandFile.line(lines.count, command, by: actor, data))
        }
        let officers = [
            (coordinator, "bmo-coordinator"), (privacyOfficer, "privacy-officer"), (recordsManager, "records-manager"),
            (otherRecordsManager, "records-manager"),
        ]
        for (officer, role) in officers {
            add("officer.register", ["officer": .string(officer), "name": "N. N.", "unit": "BZ"])
            add("officer.grant-role", ["officer": .string(officer), "role": .string(role), "from": "2026-01-01"])
        }
        add(
            "organisation.register", by: coordinator,
            [
                "organisation": .string(organisation), "name": "Werkplaats Riyad (fictief)", "kind": "vakbond",
                "reach": "lokaal", "sensitivity": "vertrouwelijk",
            ])
        add(
            "person.register", by: coordinator,
            [
                "person": .string(person), "name": "Jo Voorbeeld (fictief)", "contact": "jo@voorbeeld.nl",
                "capacity": "contactpersoon", "sensitivity": "intern", "affiliation": .string(organisation),
            ])
        add(
            "person.register", by: coordinator,
            [
                "person": .string(otherPerson), "name": "Al Voorbeeld (fictief)", "capacity": "anders",
                "sensitivity": "intern",
            ])
        add(
            "bmo.hold", by: coordinator,
            [
                "meeting": .string(due), "date": "2026-01-05", "organisations": [.string(organisation)],
                "agenda": ["Golfregio"],
            ])
        add(
            "concern.raise", by: coordinator,
            [
                "concern": .string(open), "meeting": .string(due), "organisation": .string(organisation),
                "subject": "Lonen", "text": "Lonen worden te laat betaald", "country": "country-sa",
                "affectedGroup": "arbeidsmigranten", "severity": "ernstig",
            ])
        add(
            "retention.publish", by: recordsManager,
            [
                "from": "2026-01-01", "source": "voorbeeld, niet vastgesteld",
                "categories": [
                    [
                        "id": "1.1", "description": "overleg", "valuation": "vernietigen", "term": 1,
                        "unit": "maanden", "trigger": "dossier-gesloten", "files": ["bmo"],
                    ],
                    [
                        "id": "1.2", "description": "kwesties", "valuation": "vernietigen", "term": 5, "unit": "jaren",
                        "trigger": "dossier-gesloten", "files": ["concern"],
                    ],
                ],
            ])
        return lines
    }()
}
