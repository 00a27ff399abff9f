import TestSupport
import Testing

/// What was destroyed is destroyed, whether or not anybody could be told.
struct UnwrittenCertificateTests {
    @Test(arguments: [
        [
            "person", "erase", KeepingBook.person, "--ground", "toestemming-ingetrokken", "--received-on", "2026-03-16",
            "--without-category", "op verzoek", "--yes",
        ],
        ["disposal", "execute", "--disposal", "disposal-2026-1"],
    ])
    func `Keys are cleared away also when the answer about them cannot be written`(words: [String]) async throws {
        let book = try await KeepingBook()
        let officer = words[0] == "person" ? KeepingBook.privacyOfficer : KeepingBook.recordsManager
        if words[0] == "disposal" { try await book.approveDueMeeting() }
        let program = Program(environment: [
            "MISSIEBOEK_DATABASE_URL": book.database.url,
            "MISSIEBOEK_KEEPER_URL": book.database.url(as: "missieboek_keeper"),
        ])
        let run = try await program.run(
            words + ["--actor", officer, "--lang", "en"], asIn: #"exec "$0" "$@" >/dev/full"#
        ) { _, _ in }
        #expect(run.status == 74, "\(run.talk)")
        #expect(run.talk.contains("The command itself was carried out"), "\(run.talk)")
        #expect(run.talk.contains("Tables of keys and register rewritten"), "\(run.talk)")
    }
}
