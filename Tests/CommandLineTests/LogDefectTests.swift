import AuditMessages
import CanonicalJSON
import Foundation
import PostgresClient
import TestSupport
import Testing
import TradeMissions

// What the log's own rules find is said in the reader's language, with a code and its values for programs.
@Suite(.timeLimit(.minutes(10)))
struct LogDefectTests {
    private static let schema = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Schema/functions").standardized

    @Test func `Every code that the database finds something by has its words, and no other`() throws {
        let files = [
            "event_store/verify", "event_store/differing_definitions", "event_store/differing_duties",
            "access_log/verify",
        ]
        let sql = try files.map {
            try String(contentsOf: Self.schema.appending(path: $0 + ".sql"), encoding: .utf8)
        }.joined()
        // A code is the first column of each part, or what a case of that column gives.
        let codes = sql.matches(of: #/(?:select|then|else) '([a-z]+(?: [a-z]+)+)'/#).map { String($0.output.1) }
        let statements = ["was not there", "is gone", "is another one", "no migration has recorded them"]
        #expect(Set(codes).subtracting(statements) == Set(LogDefect.Kind.allCases.map(\.rawValue)))
    }

    @Test(arguments: LogDefect.Kind.allCases)
    func `The words of a kind name where it is and its values, in two languages`(_ kind: LogDefect.Kind) {
        let values = kind == .eventWithoutJournal ? [] : ["value-a", "value-b"]
        let defect = LogDefect(
            code: kind.rawValue, stream: "mission-one", position: 12, particulars: values, detail: "in English")
        let (dutch, english) = (defect.words.nl, defect.words.en)
        #expect(dutch.hasPrefix("mission-one, positie 12: ") && english.hasPrefix("mission-one, position 12: "))
        #expect(dutch != english && !dutch.contains("in English"))
        if let first = values.first { #expect(dutch.contains(first) && english.contains(first)) }
    }

    @Test func `What a later release finds is shown in the database's words`() {
        let defect = LogDefect(code: "tide low", stream: nil, position: nil, particulars: [], detail: "at noon")
        #expect(defect.words.nl == "tide low at noon" && defect.words.en == "tide low at noon")
        #expect(defect.node["kind"] == "tide-low")
    }

    /// A change behind the triggers' back, and what is said of it; in the program's own words, values and all.
    private static let changes: [(sql: String, kind: String, dutch: String, english: String)] = [
        (
            "delete from event_store.commands where positions @> array[(select max(position) from event_store.events)]",
            "event-without-journal", "geen opdracht in het journaal heeft deze gebeurtenis vastgelegd",
            "no command in the journal has recorded this event"
        ),
        (
            "update event_store.streams set version = 40 where stream = 'mission-riyad-2026'", "head-differs",
            "mission-riyad-2026: het dossier staat genoteerd op versie 40, en zijn laatste gebeurtenis is versie",
            "mission-riyad-2026: the file is noted at version 40, and its last event is version"
        ),
        (
            "drop function event_store.holds(bigint, bytea)", "definition-differs",
            "event_store, function event_store.holds(bigint,bytea): is weg sinds de laatste migratie",
            "event_store, function event_store.holds(bigint,bytea): is gone since the last migration"
        ),
        (
            "create table event_store.hidden ()", "definition-differs",
            "event_store.hidden, relation: was er na de laatste migratie niet",
            "event_store.hidden, relation: was not there after the last migration"
        ),
        (
            "insert into event_store.duties_done values ('mission-one', 'deciding', 'officer-one', 1)", "duty-differs",
            "wat in event_store.duties_done (deciding, officer-one) staat over wie wat deed, zegt het logboek niet",
            "what event_store.duties_done (deciding, officer-one) holds of who did what, the log does not say"
        ),
        (
            "delete from access_log.entries where number = 1", "readings-broken",
            "de regels van het leeslogboek vóór 2 zijn weg, zonder dat zij zijn opgeruimd",
            "the entries of the log of readings before 2 are gone, and no disposal took them"
        ),
    ]

    @Test func `Verification says what it finds in the language that is asked for, with its code and values`()
        async throws
    {
        let book = try await AuditedBook()
        _ = try await book.sealedDemo()
        for _ in 1...2 { #expect(try await book.run("timeline", "riyad-2026").status == 0) }
        let superuser = try Connection(ConnectionOptions(address: book.database.superuserURL))
        try superuser.run("set session_replication_role = replica")
        for change in Self.changes { try superuser.run(change.sql) }

        for (language, words) in [("nl", Self.changes.map(\.dutch)), ("en", Self.changes.map(\.english))] {
            let shown = try await book.audit("verify", "--lang", language)
            #expect(shown.status == 5, "\(shown.err)")
            for text in words { #expect(shown.out.contains(text), "\(text): \(shown.out)") }
        }
        let dutch = try await book.audit("verify", "--lang", "nl")
        for english in ["is gone", "last event", "was not there", "entries before"] {
            #expect(!dutch.out.contains(english), "\(dutch.out)")
        }
        let listed = try book.node(await book.audit("verify", "--output", "json"))
        guard case .array(let defects)? = listed["defects"] else {
            Issue.record("no defect is listed")
            return
        }
        let kinds = Set(defects.compactMap { $0["kind"]?.stringValue })
        #expect(kinds.isSuperset(of: Self.changes.map(\.kind)), "\(kinds)")
        let head = try #require(defects.first { $0["kind"] == "head-differs" })
        guard case .array(let values)? = head["particulars"] else {
            Issue.record("no values are listed")
            return
        }
        #expect(head["stream"] == "mission-riyad-2026" && values.first == "40")
    }
}
