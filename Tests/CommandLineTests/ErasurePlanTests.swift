import CanonicalJSON
import Foundation
import TestSupport
import Testing

/// What is shown of an erasure: to whom, on what trace, and whether all of it.
struct ErasurePlanTests {
    private static let erase = [
        "person", "erase", KeepingBook.person, "--ground", "toestemming-ingetrokken", "--received-on", "2026-03-16",
        "--without-category", "op verzoek",
    ]

    @Test(arguments: [
        ["--ground", "zomaar"], ["--received-on", "gisteren"], ["--requester", "buurman"], ["--legal-form", "bv"],
    ])
    func `An option that is no such thing is refused before anything is shown`(_ option: [String]) async throws {
        let book = try await KeepingBook()
        let words = ["person", "erase", KeepingBook.person] + option
        let others = [["--ground", "bezwaar"], ["--received-on", "2026-03-16"]].filter { $0[0] != option[0] }
        let refused = try await book.run(words + others.joined() + ["--lang", "en"], by: KeepingBook.privacyOfficer)
        #expect([64, 65].contains(refused.status) && refused.out.isEmpty, "\(refused.status) \(refused.out)")
        #expect(!refused.err.contains("What is erased") && !refused.err.contains("Type"), "\(refused.err)")
    }

    @Test func `That a plan was shown, or refused, is entered with who, of whom and on which ground`() async throws {
        let book = try await KeepingBook()
        for officer in [KeepingBook.privacyOfficer, KeepingBook.recordsManager] {
            _ = try await book.run(Self.erase + ["--dry-run"], by: officer)
        }
        _ = try await book.run(Self.erase + ["--no-input"], by: KeepingBook.privacyOfficer)
        let asked = try await Missieboek.run([
            "readings", KeepingBook.person, "--output", "json", "--database", book.database.superuserURL,
        ])
        let entries = try Node(parsing: Array(asked.out.utf8)).items
        #expect(entries.map { $0["action"]?.text } == Array(repeating: "person erase", count: 3), "\(asked.out)")
        #expect(entries.map { $0["result"]?.text } == ["shown", "refused", "shown"])
        #expect(
            entries.map { $0["actor"]?.text } == [
                KeepingBook.privacyOfficer, KeepingBook.recordsManager, KeepingBook.privacyOfficer,
            ])
        #expect(entries.allSatisfy { $0["ground"]?.text == "toestemming-ingetrokken" })
    }

    @Test func `That a certificate was shown, with the files in which somebody still appears, is entered too`()
        async throws
    {
        let book = try await KeepingBook()
        try await book.erasePartOfOrganisation()
        for language in ["nl", "en"] {
            let shown = try await book.run(
                ["certificate", KeepingBook.organisation, "--ground", "klacht 3", "--lang", language])
            #expect(shown.status == 0 && shown.out.contains(KeepingBook.open), "\(shown.out)\(shown.err)")
            #expect(!shown.out.contains("Werkplaats Riyad"), "\(shown.out)")
        }
        let person = try await book.run(["certificate", KeepingBook.person])
        #expect(person.status == 66, "nothing was erased of that one: \(person.out)")
        #expect(try await book.run(["certificate", "person-nooitgezien1"]).status == 66)
        let asked = try await Missieboek.run([
            "readings", "--ground", "controle", "--output", "json", "--database", book.database.superuserURL,
        ])
        let entries = try Node(parsing: Array(asked.out.utf8)).items.filter { $0["action"] == "certificate" }
        let objects = [KeepingBook.organisation, KeepingBook.organisation, KeepingBook.person, "unknown"]
        #expect(entries.map { $0["object"]?.text } == objects, "\(asked.out)")
        #expect(entries.map { $0["result"]?.text } == ["shown", "shown", "not-found", "not-found"])
        #expect(entries.map { $0["ground"]?.text } == ["klacht 3", "klacht 3", nil, nil])
    }

    @Test func `The own file is judged and listed like any other, and the entry in the register as well`() async throws
    {
        let book = try await KeepingBook()
        let officer = KeepingBook.privacyOfficer
        let words = [
            "person", "erase", KeepingBook.person, "--ground", "bezwaar", "--received-on", "2026-03-16", "--lang", "en",
        ]
        let refused = try await book.run(words + ["--dry-run"], by: officer)
        #expect(refused.status == 2 && refused.out.contains("--without-category"), "\(refused.out)")
        let waived = try await book.run(words + ["--without-category", "op verzoek", "--dry-run"], by: officer)
        #expect(waived.status == 0 && waived.out.contains("What is erased without a category"), "\(waived.out)")
        let partial = [
            "person", "erase", KeepingBook.organisation, "--ground", "bezwaar", "--received-on", "2026-03-16",
            "--legal-form", "zonder-rechtspersoonlijkheid", "--dry-run",
        ]
        let text = try await book.run(partial + ["--lang", "en"], by: officer).out
        let parts = text.split(separator: "What stays")
        let stays = try #require(parts.count == 2 ? parts[1] : nil)
        for what in [KeepingBook.open, KeepingBook.organisation, "name, number and contact details in the register"] {
            #expect(stays.contains(what), "\(what): \(text)")
        }
        let node = try await book.json(partial, by: officer)
        #expect(node["keepsRegister"] == true && node["erasesRegister"] == false)
        #expect(try await book.run(words + ["--without-category", "op verzoek", "--yes"], by: officer).status == 0)
        let exceptions = try await book.run(["exceptions", "--lang", "en"])
        #expect(exceptions.out.contains("erased without a category: \(KeepingBook.person)"), "\(exceptions.out)")
    }

    @Test func `What was erased is said to be so, wherever its term is shown`() async throws {
        let book = try await KeepingBook()
        #expect(try await book.run(Self.erase + ["--yes"], by: KeepingBook.privacyOfficer).status == 0)
        try await book.erasePartOfOrganisation()
        let exported = try await book.json(["person", "export", KeepingBook.organisation])["retention"]?.items ?? []
        #expect(exported.map { $0["state"] } == ["erased", "untriggered", "uncategorised"], "\(exported)")
        for words in [["retention", "status", KeepingBook.due], ["retention", "due"]] {
            let shown = try await book.run(words + ["--lang", "en"])
            #expect(shown.out.contains("erased on") && !shown.out.contains("to be destroyed"), "\(shown.out)")
        }
        let own = try await book.json(["retention", "status", KeepingBook.person])
        #expect(own.items.map { $0["state"] } == ["erased"] && own.items.first?["erasedOn"] != .null)
    }
}
