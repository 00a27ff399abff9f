import CanonicalJSON
import TestSupport
import Testing

/// What `missieboek exceptions` finds in the demo's book, and in one of which a role was taken back.
struct ExceptionsTests {
    /// One book for the tests that record nothing.
    private static let book = Task { try await playedBook() }

    private static func playedBook() async throws -> String {
        let database = try await ThrowawayCluster.shared.database()
        let played = try await Missieboek.run(["dispatch", ScenarioFile.path, "--database", database.url])
        #expect(played.status == 2)
        return database.url
    }

    private func ask(_ words: String...) async throws -> Missieboek.Output {
        try await Missieboek.run(["exceptions"] + words + ["--database", try await Self.book.value])
    }

    private func lines(_ words: String..., in database: String? = nil) async throws -> [Node] {
        let database = if let database { database } else { try await Self.book.value }
        let output = try await Missieboek.run(["exceptions", "--output", "json", "--database", database] + words)
        #expect(output.status == 0, "\(output.err)")
        return try Node(parsing: Array(output.out.utf8), limits: ParsingLimits(bytes: 1 << 24)).items
    }

    @Test func `The demo's departures are listed with their rules, sources and reasons`() async throws {
        let waivers = try await lines("--kind", "waiver")
        let union = try #require(waivers.first { $0["type"]?.text == "InvolvementWaived" })
        #expect(union["rule"]?["id"]?.text == "R7" && union["rule"]?["force"]?.text == "effort")
        #expect(union["rule"]?["source"]?["standing"]?.text == "letter")
        #expect(union["rule"]?["source"]?["quote"]?.text?.contains("ingezet op betrokkenheid") ?? false)
        #expect(union["reason"]?.text?.contains("onafhankelijke vakbonden") ?? false)
        #expect(union["stream"]?.text == "mission-riyad-2026" && union["role"]?.text == "mission-manager")
        #expect(union["finding"]?["nl"]?.text?.contains("vakbond") ?? false)
        #expect(union["position"] == union["shownAt"] && union["amendment"] == .null)
        let concern = try #require(waivers.first { $0["type"]?.text == "ConcernNotAddressed" })
        #expect(concern["rule"]?["id"]?.text == "R9" && concern["rule"]?["force"]?.text == "must")
        #expect(waivers.allSatisfy { $0["kind"]?.text == "waiver" })
    }

    @Test func `The demo's corrections say what they do to what came before`() async throws {
        let corrections = try await lines("--kind", "correction")
        func amendment(_ type: String) -> String? {
            corrections.first { $0["type"]?.text == type }?["amendment"]?.text
        }
        #expect(amendment("UnwillingnessRefuted") == "retracts")
        #expect(amendment("SupportTerminated") == "revokes")
        #expect(corrections.allSatisfy { $0["rule"]?["id"]?.text == "INV-27" })
    }

    @Test func `Everything that the demo tells of the past is dated back, each with its reason`() async throws {
        let late = try await lines("--kind", "back-dated")
        let timeline = try await Missieboek.run([
            "timeline", "mission-riyad-2026", "--output", "jsonl", "--database", try await Self.book.value,
        ])
        let own = late.filter { $0["stream"]?.text == "mission-riyad-2026" }
        #expect(own.count == timeline.lines.filter { !$0.isEmpty }.count)
        #expect(late.allSatisfy { $0["reason"]?.text?.isEmpty == false && $0["rule"]?["id"]?.text == "INV-26" })
    }

    @Test func `Nothing in the demo shows afterwards that somebody lacked the authority`() async throws {
        let kinds = "authority,mandate,segregation,role-change,post-dated,override"
        #expect(try await lines("--kind", kinds).isEmpty)
        let shown = try await ask("--kind", kinds, "--lang", "nl")
        #expect(shown.status == 0 && shown.out.contains("geen"))
    }

    @Test(arguments: [
        ("nl", "afwijking", "R7: afgezien van inzet op ‘vakbond’; reden: onafhankelijke", "inspanning", "Soorten"),
        (
            "en", "departure", "R7: the effort towards “trade union” was waived; reason: onafhankelijke", "effort",
            "Kinds"
        ),
    ])
    func `People read it in their own language`(
        language: String, kind: String, finding: String, force: String, heading: String
    ) async throws {
        let output = try await ask("--lang", language)
        #expect(output.status == 0 && output.err.isEmpty)
        for text in [kind, finding, force, heading, "Missiemanager (fictief)", "Kamerstuk 32735 nr. 424"] {
            #expect(output.out.contains(text), "\(text)")
        }
    }

    @Test func `A spreadsheet gets the rule with its source in every line`() async throws {
        let output = try await ask("--kind", "waiver", "--output", "csv", "--lang", "en", "--quiet")
        let heading = try #require(output.out.split(separator: "\r\n").first)
        #expect(
            heading
                == "position,recorded,occurred,kind,file,event,by,in the role of,finding,reason,rule,force,source,"
                + "shown at position")
        #expect(output.out.contains(",waiver,mission-riyad-2026,InvolvementWaived,Missiemanager (fictief),"))
        #expect(output.out.contains(",R7,effort,") && output.out.contains("ingezet op betrokkenheid"))
        let lines = try await ask("--kind", "waiver", "--output", "jsonl")
        #expect(lines.lines.filter { $0.hasPrefix(#"{"kind":"waiver""#) }.count == output.out.matches("\r\n") - 1)
    }

    @Test func `It looks back, and on from where somebody looked before`() async throws {
        let all = try await lines("--kind", "waiver,correction")
        let middle = try #require(all[all.count / 2]["position"]?.number)
        let before = try await lines("--kind", "waiver,correction", "--as-of", middle)
        let after = try await lines("--kind", "waiver,correction", "--after", middle)
        #expect(!before.isEmpty && !after.isEmpty && before + after == all)
        let early = try await lines("--kind", "waiver,correction", "--valid-at", "2026-06-30")
        #expect(!early.isEmpty && early.count < all.count)
        #expect(early.allSatisfy { $0["occurredAt"]?.text?.prefix(7) ?? "" <= "2026-06" })
        let beyond = try await ask("--after", "99999", "--output", "json")
        #expect(beyond.status == 0 && beyond.out.filter { !$0.isWhitespace } == "[]")
    }

    @Test func `What cannot be asked is refused before the database is`() async throws {
        let nowhere = ["--database", "postgresql://localhost:1/none"]
        for (words, text) in [
            (["--kind", "overrides"], "--kind knows no ‘overrides’; choose from: override, waiver"),
            (["--kind", "override,"], "--kind knows no"), (["--after=-1"], "--after"),
            (["--after", "gisteren"], "--after"),
            (["--as-of", "gisteren"], "--as-of"),
        ] {
            let output = try await Missieboek.run(["exceptions", "--lang", "en"] + words + nowhere)
            #expect(output.status == 64 && output.err.contains(text), "\(words): \(output.err)")
        }
    }

    @Test func `A role that is taken back shows every act that was done in it`() async throws {
        let database = try await Self.playedBook()
        let start = try #require(
            try await lines(in: database).compactMap { $0["position"]?.number }.compactMap { Int64($0) }.max())
        func revoke(_ role: String, of officer: String, from: String) async throws {
            let run = try await Missieboek.run([
                "officer", "revoke-role", "--officer", officer, "--role", role, "--from", from, "--reason",
                "nooit rechtsgeldig benoemd", "--actor", "Beheerder (fictief)", "--database", database,
            ])
            #expect(run.status == 0, "\(run.err)")
        }
        try await revoke("mission-approver", of: "Goedkeurder (fictief)", from: "2026-01-12")
        let found = try await lines("--kind", "authority", in: database)
        let types = found.compactMap { $0["type"]?.text }
        #expect(types.contains("MissionPlanApproved"))
        #expect(found.allSatisfy { $0["role"]?.text == "mission-approver" && $0["rule"]?["id"]?.text == "AUTHORITY" })
        let line = try #require(found.first)
        #expect(line["finding"]?["nl"]?.text?.contains("nooit rechtsgeldig benoemd") ?? false)
        // Who had looked before is shown the old acts, since the log shows only now what there is to them.
        let since = try await lines("--kind", "authority", "--after", "\(start)", in: database)
        #expect(since == found)
        let then = try await lines("--kind", "authority", "--as-of", "\(start)", in: database)
        #expect(then.isEmpty)
        let revocation = try await lines("--kind", "retroactive,correction", "--after", "\(start)", in: database)
        #expect(revocation.map { $0["kind"]?.text } == ["retroactive", "correction"])
    }

    @Test func `Two accounts that prove to be one person's show every act that was not kept apart`() async throws {
        let database = try await Self.playedBook()
        func identify(_ officer: String, _ words: String...) async throws -> Missieboek.Output {
            try await Missieboek.run(
                ["officer", "identify", "--officer", officer, "--person", "person-p8r1t6y4w9eb"] + words
                    + ["--actor", "Beheerder (fictief)", "--lang", "en", "--database", database])
        }
        for officer in ["Missiemanager (fictief)", "Goedkeurder (fictief)"] {
            #expect(try await lines("--kind", "segregation", in: database).isEmpty)
            let identified = try await identify(officer)
            #expect(identified.status == 0, "\(identified.err)")
        }
        let found = try await lines("--kind", "segregation", in: database)
        #expect(found.map { $0["type"]?.text } == ["MissionPlanApproved"])
        let line = try #require(found.first)
        #expect(line["rule"]?["id"]?.text == "INV-7" && line["stream"]?.text == "mission-riyad-2026")
        #expect(
            line["finding"]?["en"]?.text?.hasPrefix("the same person, as officer-p8r1t6y4w9eb (recorded at position ")
                ?? false)
        let position = try #require(line["position"]?.number)
        #expect(try await lines("--kind", "segregation", "--after", position, in: database) == found)
        #expect(try await lines("--kind", "segregation", "--as-of", position, in: database).isEmpty)

        func correct(by actor: String) async throws -> Missieboek.Output {
            try await Missieboek.run([
                "officer", "correct-identity", "--officer", "Missiemanager (fictief)", "--person",
                "person-p8r1t6y4w9eb",
                "--reason", "een naamgenoot", "--actor", actor, "--lang", "en", "--database", database,
            ])
        }
        let own = try await correct(by: "Beheerder (fictief)")
        #expect(own.status == 2 && own.out.contains("INV-7"), "\(own.out)\(own.err)")
        let second = [
            ["register", "--officer", "officer-b7h2k9m4q1wz", "--name", "Tweede beheerder", "--unit", "BZ"],
            ["grant-role", "--officer", "Tweede beheerder", "--role", "administrator", "--from", "2026-01-01"],
        ]
        for words in second {
            let made = try await Missieboek.run(
                ["officer"] + words
                    + ["--actor", "Beheerder (fictief)", "--reason", "benoemd", "--database", database])
            #expect(made.status == 0, "\(made.out)\(made.err)")
        }
        let corrected = try await correct(by: "Tweede beheerder")
        #expect(corrected.status == 0, "\(corrected.out)\(corrected.err)")
        #expect(try await lines("--kind", "segregation", in: database).isEmpty, "it was done before it was recorded")
        let listed = try await lines("--kind", "correction", in: database)
        let retraction = try #require(listed.first { $0["type"]?.text == "OfficerIdentityCorrected" })
        #expect(retraction["reason"]?.text == "een naamgenoot" && retraction["rule"]?["id"]?.text == "INV-27")

        let named = try await identify("Postmedewerker Riyad (fictief)", "--person", "jan")
        #expect(named.status == 64 || named.status == 65, "\(named.status)")
        #expect(named.err.contains("is not in the register"), "\(named.err)")
    }
}

extension String {
    fileprivate func matches(_ text: String) -> Int {
        split(separator: text, omittingEmptySubsequences: false).count - 1
    }
}

extension Node {
    /// The digits of a number.
    fileprivate var number: String? {
        if case .number(let digits) = self { return digits }
        return nil
    }
}
