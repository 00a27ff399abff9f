import AuditLog
import CanonicalJSON
import FoundationEssentials
import PostgresClient
import TestSupport
import Testing
import TradeMissions

@testable import LogAudit
@testable import missieboek_audit

/// What a verification is said to have come to.
@Suite(.timeLimit(.minutes(10)))
struct VerdictTests {
    private let book: AuditedBook

    init() async throws {
        book = try await AuditedBook()
    }

    private static let untrusted = LogFinding.untrusted(size: 3, .unsigned)
    private static let lacking = LogFinding.lacking(size: 5)
    private static let misnumbered = LogFinding.misnumbered(position: 7, stream: "measure-x", version: 2)
    private static let changed = LogFinding.changed(position: 4)

    private func verdict(
        _ ofLog: [LogFinding], ofFolder: [LogFinding] = [], sealed: Int64 = 8
    ) throws -> Verdict {
        let connection = try Connection(ConnectionOptions(address: book.database.superuserURL))
        return Verdict(
            report: LogVerification.Report(findings: ofLog, isCutOff: false, events: 9, sealed: sealed, unmet: []),
            files: [], unsigned: ofFolder, strays: [],
            testimony: Testimony(of: connection, within: .seconds(60)) { _ in [] })
    }

    @Test func `The headline says the worst of what was found, and no more`() throws {
        let rules = "NOT IN ORDER: what was signed holds"
        let folder = "NOT IN ORDER: none of the first 8 events is another than was signed; the folder"
        for (found, ofFolder, sealed, headline) in [
            ([], [], 8, "INTACT: of 8 events"), ([Self.misnumbered], [], 8, rules),
            ([], [Self.untrusted], 8, folder), ([Self.misnumbered], [Self.untrusted, Self.lacking], 8, folder),
            ([Self.misnumbered, .falseIndex(path: "positions/000")], [], 8, folder),
            ([.falseTiles(size: 8)], [], 8, folder), ([.damagedFolder(path: "tile/0/000.p/8")], [], 8, folder),
            ([.falseTiles(size: 8), .falseIndex(path: "tile/0/000"), Self.misnumbered], [], 8, folder),
            ([.falseTiles(size: 8), .rewritten(size: 8, through: 8)], [], 8, "NOT INTACT"),
            ([.falseTiles(size: 8), Self.changed], [], 8, "NOT INTACT"),
            ([.damagedFolder(path: "tile/0/000.p/8"), .cutOff(size: 8, found: 7)], [], 8, "NOT INTACT"),
            ([.damagedFolder(path: "tile/0/000.p/8"), .forked(size: 8)], [], 8, "NOT INTACT"),
            ([.rewrittenWithin(from: 1, through: 8)], [], 8, "NOT INTACT"),
            ([.falseTiles(size: 8)], [], 0, "NOT INTACT"),
            ([Self.misnumbered], [Self.untrusted], 0, "NOT INTACT"),
            ([Self.changed], [Self.untrusted], 8, "NOT INTACT"),
            ([Self.misnumbered, Self.changed], [], 8, "NOT INTACT"),
            ([.strayLeaf(position: 4)], [], 8, rules),
            ([], [.unreadable(path: "checkpoints/3", .missing)], 8, folder),
        ] as [([LogFinding], [LogFinding], Int64, String)] {
            let verdict = try verdict(found, ofFolder: ofFolder, sealed: sealed)
            #expect(verdict.headline.en.hasPrefix(headline), "\(found) \(ofFolder): \(verdict.words.en)")
            #expect(verdict.words.en.hasPrefix(verdict.headline.en) && verdict.words.nl.hasPrefix(verdict.headline.nl))
            let isUnread = ofFolder.contains(Self.untrusted) || headline == folder && !ofFolder.isEmpty
            let isOne = sealed == 8
            let (events, stand, them) =
                isOne ? ("1 event", "stands", "it") : ("\(9 - sealed) events", "stand", "them")
            let rest =
                isUnread
                ? "\(stand) behind those: what was signed of \(them) could not be read."
                : "came after this checkpoint, which says nothing of \(them)."
            #expect(verdict.words.en.hasSuffix("\(events) \(rest)"))
        }
    }

    @Test func `Of tiles that are not what was signed nobody is told that the log was changed`() {
        let words = AuditAbort(AuditFailure.finding(.falseTiles(size: 8))).words
        #expect(words.en.hasPrefix("the proofs in the folder do not lead") && words.en.contains("audit rebuild"))
        #expect(words.nl.hasPrefix("de bewijzen in de map leiden niet") && words.nl.contains("audit rebuild"))
    }

    @Test func `Whoever is told that the log was changed is told what to do`() {
        let words = AuditAbort(AuditFailure.finding(.missing(position: 8))).words
        #expect(words.en.contains("change nothing and tell the auditor") && words.en.contains("audit verify"))
        #expect(words.nl.contains("verander niets en waarschuw de auditor") && words.nl.contains("audit verify"))
    }

    @Test func `A checkpoint that somebody kept and the folder lacks stands in front of however many untrusted ones`()
        async throws
    {
        _ = try await book.sealedDemo()
        let kept = book.folder + "/kept"
        let files = FileManager.default
        try files.moveItem(atPath: book.proofs + "/checkpoint", toPath: kept)
        try files.removeItem(atPath: "\(book.proofs)/checkpoints")
        try files.createDirectory(atPath: "\(book.proofs)/checkpoints", withIntermediateDirectories: false)
        let stranger = try SigningKey.generate(name: "missieboek.example/book", kind: .note)
        for size in 1...(Verdict.limit + 20) {
            let head = TreeHead(size: Int64(size), root: .empty)
            let note = try stranger.sign(Checkpoint(origin: "missieboek.example/book", head: head).note(), at: 0)
            try Data(note.encoded.utf8).write(to: URL(filePath: "\(book.proofs)/checkpoints/\(size)"))
        }
        let found = try await book.audit("verify", "--since", kept, "--output", "json")
        #expect(found.status == 5, "\(found.err)")
        let listed = try book.node(found)
        guard case .array(let findings)? = listed["findings"] else {
            Issue.record("no finding is listed")
            return
        }
        let kinds = findings.map { $0["kind"] }
        #expect(kinds.first == "lacking" && kinds.count { $0 == "untrusted" } == Verdict.limit - 1, "\(kinds)")
        #expect(listed["thereAreMore"] == true)
    }
}
