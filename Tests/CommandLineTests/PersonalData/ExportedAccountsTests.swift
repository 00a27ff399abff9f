import CanonicalJSON
import TestSupport
import Testing

/// Under which other ids a person stands in the book, for an access request that is to be answered as a whole.
struct ExportedAccountsTests {
    @Test func `Of a person the accounts are named behind which they were recorded, until that is taken back`()
        async throws
    {
        let book = try await KeepingBook()
        #expect(try await Self.accounts(in: book) == [])
        let other = "officer-bbbbbbbbbbbb"
        let link = ["--officer", KeepingBook.coordinator, "--person", KeepingBook.person]
        try await Self.give(["identify"] + link, in: book)
        #expect(try await Self.accounts(in: book) == [.string(KeepingBook.coordinator)])
        for (language, words) in [
            ("nl", ["Exporteer ook de accounts", "niet de hele inhoud"]),
            ("en", ["Also export the accounts", "not its whole content"]),
        ] {
            let text = try await book.run(["person", "export", KeepingBook.person, "--lang", language]).out
            // Lines are wrapped where they are long.
            let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            for word in words + [KeepingBook.coordinator] { #expect(line.contains(word), "\(word): \(text)") }
        }
        try await Self.give(["register", "--officer", other, "--name", "Tweede beheerder", "--unit", "BZ"], in: book)
        try await Self.give(
            [
                "grant-role", "--officer", other, "--role", "administrator", "--from", "2026-01-01", "--reason",
                "benoemd",
            ], in: book)
        try await Self.give(["correct-identity"] + link + ["--reason", "verkeerde persoon"], by: other, in: book)
        #expect(try await Self.accounts(in: book) == [], "what another did is not theirs to see")
    }

    private static func give(
        _ words: [String], by officer: String = CommandFile.administrator, in book: KeepingBook
    ) async throws {
        let run = try await book.run(["officer"] + words, by: officer)
        #expect(run.status == 0, "\(run.out)\(run.err)")
    }

    private static func accounts(in book: KeepingBook) async throws -> [Node] {
        try await book.json(["person", "export", KeepingBook.person])["alsoExport"]?.items ?? ["missing"]
    }
}
