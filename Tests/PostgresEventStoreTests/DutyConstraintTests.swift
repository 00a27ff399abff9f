import PostgresClient
import PostgresEventStore
import TestSupport
import Testing

// Duties are kept apart by the database too, for whoever calls append without the program (INV-7, INV-30).
@Suite(.timeLimit(.minutes(10)))
struct DutyConstraintTests {
    @Test(arguments: DutyWay.allCases)
    func `Whoever took a step in a file does not decide on it, by whatever way into the log`(_ way: DutyWay)
        async throws
    {
        let log = try await DutyLog.make()
        try log.record(.opened, by: "officer-a", way)
        try log.record(.evidence, by: "officer-b", way)
        let before = try log.number("select max(position) from event_store.events")
        for officer in ["officer-a", "officer-b"] {
            #expect(try log.refusal(of: .decided, by: officer, way) == "TM405")
        }
        #expect(try log.superuser.number("select count(*) from event_store.commands") == 2, "a refusal leaves nothing")
        let decision = try log.record(.decided, by: "officer-c", way)
        #expect(decision == before + 1, "nor did it draw a position")
        #expect(try log.findings() == 0)
    }

    @Test func `A refusal says who did what where, in words and for programs`() async throws {
        let log = try await DutyLog.make()
        let opened = try log.record(.opened, by: "officer-a")
        let report = try #require(try log.report(of: .decided, by: "officer-a"))
        #expect(
            report.message
                == "officer-a may not take up deciding on measure-m: the same person did preparing on measure-m, as officer-a "
                + "at position \(opened)")
        #expect(
            report.detail
                == #"{"stream":"measure-m","file":"measure-m","account":"officer-a","position":\#(opened)}"#)
    }

    @Test func `Whoever judged the company in the assessment does not decide on the measure that rests on it`()
        async throws
    {
        let log = try await DutyLog.make()
        try log.record(.judged, by: "officer-a")
        try log.record(.judged, on: "assessment-other", by: "officer-b")
        try log.record(.opened, by: "officer-c")
        #expect(try log.refusal(of: .decided, by: "officer-a") == "TM405")
        #expect(try log.refusal(of: .decided, by: "officer-b") == nil)
    }

    @Test func `Whoever prepared a measure does not decide what it costs, and may decide on other support`()
        async throws
    {
        let log = try await DutyLog.make()
        try log.record(.judged, by: "officer-a")
        try log.record(.opened, by: "officer-b")
        for officer in ["officer-a", "officer-b"] {
            #expect(try log.refusal(of: .terminated, by: officer) == "TM405")
            #expect(try log.refusal(of: .granted, by: officer) == nil, "the measure is another matter")
        }
        try log.record(.terminated, by: "officer-c")
    }

    @Test func `Whoever prepared or paid support does not decide on a measure that ends it`() async throws {
        let log = try await DutyLog.make()
        try log.record(.advance, by: "officer-a")
        try log.record(.established, by: "officer-b")
        try log.record(.reclaimed, by: "officer-b")
        try log.record(.receipt, by: "officer-c")
        for way in DutyWay.allCases {
            for officer in ["officer-a", "officer-c"] {
                #expect(try log.refusal(of: .struck, by: officer, way) == "TM405", "\(officer)")
                #expect(try log.refusal(of: .decided, by: officer, way) == nil, "no support is ended")
            }
        }
        #expect(try log.refusal(of: .struck, by: "officer-b") == nil)
        for data in [#"{"consequences":[{"support":1}]}"#, #"{"consequences":{"support":"support-s"}}"#, "nothing"] {
            let refusal = try log.refusal(of: .raw("MeasureDecided", data), on: "measure-m", by: "officer-d")
            #expect((refusal == "TM422") == !data.contains(":1"), "\(data): \(refusal ?? "stored")")
        }
    }

    @Test func `Whoever decided on a measure or prepared it pays nothing on the support it ends, nor on its claim`()
        async throws
    {
        let log = try await DutyLog.make()
        try log.record(.opened, by: "officer-a")
        try log.record(.decided, by: "officer-b")
        for officer in ["officer-a", "officer-b"] {
            #expect(try log.refusal(of: .advance, by: officer) == nil, "the measure is another matter")
        }
        try log.record(.terminated, by: "officer-c")
        try log.record(.established, by: "officer-c")
        for officer in ["officer-a", "officer-b"] {
            #expect(try log.refusal(of: .advance, by: officer) == "TM405")
            #expect(try log.refusal(of: .receipt, by: officer) == "TM405")
        }
        try log.record(.receipt, by: "officer-d")
        #expect(try log.findings() == 0)
    }

    @Test func `From its decision on a measure bars from paying on the support it ends, and payment from resuming it`()
        async throws
    {
        let log = try await DutyLog.make()
        try log.record(.opened, by: "officer-a")
        try log.record(.established, by: "officer-d")
        for payment in [DutyKind.advance, .receipt] {
            #expect(try log.refusal(of: [.struck, payment], by: "officer-b") == "TM405", "within one command")
        }
        try log.record(.struck, by: "officer-b")
        for way in DutyWay.allCases {
            for officer in ["officer-a", "officer-b"] {
                #expect(try log.refusal(of: .advance, by: officer, way) == "TM405", "\(officer)")
            }
        }
        try log.record(.advance, by: "officer-c")
        try log.record(.terminated, by: "officer-d")
        try log.record(.reclaimed, by: "officer-d")
        try log.record(.receipt, by: "officer-e")
        for way in DutyWay.allCases {
            for officer in ["officer-a", "officer-c", "officer-e"] {
                #expect(try log.refusal(of: .resumed, by: officer, way) == "TM405", "\(officer)")
            }
            #expect(try log.refusal(of: .resumed, by: "officer-b", way) == nil)
            for officer in ["officer-c", "officer-e"] {
                #expect(try log.refusal(of: .revoked, by: officer, way) == "TM405", "\(officer)")
                #expect(try log.refusal(of: .annulled, by: officer, way) == nil, "a court decided")
            }
            #expect(try log.refusal(of: .revoked, by: "officer-a", way) == nil)
            for officer in ["officer-c", "officer-e"] {
                #expect(try log.refusal(of: .paymentResumed, by: officer, way) == "TM405", "\(officer)")
            }
            #expect(try log.refusal(of: .paymentResumed, by: "officer-d", way) == nil)
        }
        #expect(try log.findings() == 0)
    }

    @Test func `On an account, who paid neither decides nor closes, and who decided or closed does not pay`()
        async throws
    {
        let log = try await DutyLog.make()
        try log.record(.granted, by: "officer-decider")
        #expect(try log.refusal(of: .advance, by: "officer-decider") == "TM405")
        try log.record(.advance, by: "officer-payer")
        for kind in [DutyKind.granted, .reclaimed] {
            #expect(try log.refusal(of: kind, by: "officer-payer") == "TM405")
        }
        try log.record(.reclaimed, by: "officer-decider")
        try log.record(.established, by: "officer-decider")
        for kind in [DutyKind.settled, .reduced, .remitted] {
            #expect(try log.refusal(of: kind, by: "officer-payer") == "TM405", "\(kind)")
        }
        #expect(try log.refusal(of: .receipt, by: "officer-decider") == "TM405")
        #expect(try log.refusal(of: .reduced, by: "officer-decider") == nil, "objections are another duty")
        try log.record(.receipt, by: "officer-second")
        #expect(try log.refusal(of: .granted, by: "officer-second") == "TM405", "the claim is a part of the account")
        try log.record(.settled, by: "officer-closer")
        #expect(try log.refusal(of: .advance, by: "officer-closer") == "TM405", "the claim is a part of the account")
        #expect(try log.findings() == 0)
    }

    @Test func `A risk below the country's is a decision, and any other prepares it`() async throws {
        let log = try await DutyLog.make()
        try log.record(.risk, by: "officer-a")
        #expect(try log.refusal(of: .riskBelow, by: "officer-a") == "TM405")
        try log.record(.riskBelow, by: "officer-b")
        #expect(try log.refusal(of: .riskBelow, by: "officer-b") == nil, "deciding prepares nothing")
        #expect(try log.refusal(of: .approved, by: "officer-a") == "TM405")
    }

    @Test func `Two accounts of one person are one, also for what was done before it was known`() async throws {
        let log = try await DutyLog.make()
        try log.record(.opened, by: "officer-a")
        #expect(try log.refusal(of: .decided, by: "officer-b") == nil)
        try log.record(.identified("person-p"), on: "officer-a", by: "officer-z")
        try log.record(.identified("person-q"), on: "officer-b", by: "officer-z")
        #expect(try log.refusal(of: .decided, by: "officer-b") == nil)
        try log.record(.identified("person-p"), on: "officer-b", by: "officer-z")
        #expect(try log.refusal(of: .decided, by: "officer-b") == "TM405")
        try log.record(.identified("person-r"), on: "officer-b", by: "officer-z")
        #expect(try log.refusal(of: .decided, by: "officer-b") == "TM405", "another person frees nobody")
        #expect(try log.refusal(of: .decided, by: "officer-c") == nil)
        #expect(try log.findings() == 0)
    }

    @Test(arguments: DutyWay.allCases)
    func `A person who is taken back binds no more from then on, and one who is recorded anew does`(_ way: DutyWay)
        async throws
    {
        let log = try await DutyLog.make()
        try log.record(.opened, by: "officer-a")
        for account in ["officer-a", "officer-b"] {
            try log.record(.identified("person-p"), on: account, by: "officer-z", way)
        }
        #expect(try log.refusal(of: .decided, by: "officer-b") == "TM405")
        for account in ["officer-a", "officer-b"] {
            // What was never recorded, and what is taken back of another account, frees nobody.
            try log.record(.mistaken("person-q"), on: account, by: "officer-y", way)
            #expect(try log.refusal(of: .decided, by: "officer-b") == "TM405")
            try log.record(.mistaken("person-p"), on: account, by: "officer-y", way)
            #expect(try log.refusal(of: .decided, by: "officer-b") == nil, "\(account)")
            try log.record(.identified("person-p"), on: account, by: "officer-z", way)
            #expect(try log.refusal(of: .decided, by: "officer-b") == "TM405", "\(account)")
        }
        #expect(try log.findings() == 0)
        try log.superuser.run("set session_replication_role = replica; delete from event_store.mistaken_persons")
        #expect(try log.findings() == 4)
        try log.superuser.run(
            "reset session_replication_role; set role missieboek_owner; select event_store.note_duties_in_log(); reset role"
        )
        #expect(try log.findings() == 0)
    }

    @Test func `Whoever recorded a person does not take one back, with whatever account`() async throws {
        let log = try await DutyLog.make()
        try log.record(.identified("person-p"), on: "officer-a", by: "officer-z")
        for way in DutyWay.allCases {
            #expect(try log.refusal(of: .mistaken("person-p"), on: "officer-a", by: "officer-z", way) == "TM405")
            #expect(try log.refusal(of: .mistaken("person-p"), on: "officer-a", by: "officer-y", way) == nil)
        }
        try log.record(.identified("person-x"), on: "officer-z", by: "officer-w")
        try log.record(.identified("person-x"), on: "officer-y", by: "officer-w")
        #expect(try log.refusal(of: .mistaken("person-p"), on: "officer-a", by: "officer-y") == "TM405")
        #expect(try log.refusal(of: .mistaken("person-p"), on: "officer-b", by: "officer-z") == nil, "another account")
    }

    @Test func `Two duties within one command are kept apart, in the order of its events`() async throws {
        let log = try await DutyLog.make()
        #expect(try log.refusal(of: [.opened, .decided], by: "officer-a") == "TM405")
        #expect(try log.number("select count(*) from event_store.events") == 0)
        #expect(try log.refusal(of: [.reclaimed, .established], by: "officer-a") == nil, "both are decisions")
        #expect(try log.refusal(of: [.advance, .settled], by: "officer-b") == nil, "not yet on one account")
        #expect(try log.refusal(of: [.established, .advance, .settled], by: "officer-b") == "TM405")
    }

    @Test func `Of two commands of a batch on one file the second fails alone`() async throws {
        let log = try await DutyLog.make()
        let answers = try log.batch([(.opened, "officer-a"), (.decided, "officer-a"), (.decided, "officer-b")])
        #expect(answers == ["stored", "TM405", "stored"])
        #expect(try log.number("select max(version) from event_store.events where stream = 'measure-m'") == 2)
        #expect(try log.findings() == 0)
    }

    /// The server counts the calls of its functions.
    @Test func `What others did is looked up only for a command that takes up a duty`() async throws {
        let log = try await DutyLog.make()
        func calls(of name: String, _ sql: String) throws -> Int64 {
            try log.superuser.run("begin; set local track_functions = 'all'")
            defer { _ = try? log.superuser.run("rollback") }
            // What earlier transactions called may not be told to the server yet.
            let count =
                "select coalesce(sum(calls), 0)::bigint from pg_stat_xact_user_functions where funcname = '\(name)'"
            let before = try log.superuser.number(count)
            try log.superuser.run(sql)
            return try log.superuser.number(count) - before
        }
        let mixed = DutyLog.sql(batch: [
            (.evidence, "officer-a"), (.granted, "officer-b"), (.raw("Done", "{}"), "officer-a"),
            (.decided, "officer-c"),
        ])
        #expect(try calls(of: "barred_duty", mixed) == 2)
        #expect(try calls(of: "append_each", DutyLog.sql([.evidence], by: "officer-a", .event)) == 0)
        #expect(try calls(of: "append_each", DutyLog.sql([.opened], by: "officer-a", .event)) == 1)
        #expect(try calls(of: "append_each", DutyLog.sql([.risk], by: "officer-a", .event)) == 1)
        let plain = DutyLog.sql(
            batch: [(.evidence, "officer-a"), (.judged, "officer-b"), (.raw("Done", "{}"), "officer-c")], expecting: 0)
        #expect(try calls(of: "append_each", plain) == 0)
        try log.superuser.run(plain)
        #expect(try log.number("select count(*) from event_store.events") == 3)
        #expect(try log.refusal(of: .decided, by: "officer-a") == "TM405")
        #expect(try log.findings() == 0)
    }

    @Test func `A command that is repeated is a duplicate, and one that was rejected has done nothing`() async throws {
        let log = try await DutyLog.make()
        let id = "01950000-0000-7000-8000-000000000001"
        try log.record(.opened, by: "officer-a", id: id)
        #expect(try log.refusal(of: .opened, by: "officer-a", id: id) == nil)
        #expect(try log.number("select count(*) from event_store.events") == 1)
        try log.reject(by: "officer-b")
        #expect(try log.refusal(of: .decided, by: "officer-b") == nil)
        // An approval that is given again under its own id is stored once.
        let approval = "01950000-0000-7000-8000-000000000002"
        for _ in 1...2 { #expect(try log.refusal(of: .approved, by: "officer-c", id: approval) == nil) }
        try log.record(.approved, by: "officer-c", id: approval)
        #expect(try log.number("select count(*) from event_store.events where stream = 'mission-m'") == 1)
    }

    @Test func `An event that links files and cannot be read is refused, and fails alone`() async throws {
        let log = try await DutyLog.make()
        for data in ["{", "\\xff", #"{"assessment":"a\\u0000b"}"#] {
            #expect(try log.refusal(of: .raw("MeasureFileOpened", data), on: "measure-m", by: "officer-a") == "TM422")
        }
    }

    @Test(arguments: [
        ("MeasureFileOpened", "[]"), ("MeasureFileOpened", "{}"), ("MeasureFileOpened", #"{"assessment":null}"#),
        ("ClaimEstablished", #"{"support":null}"#), ("SupportReclaimed", #"{"measure":"measure-m"}"#),
        ("OfficerIdentified", #"{"person":null}"#), ("OfficerIdentityCorrected", #"{"reason":"vergissing"}"#),
    ])
    func `An event without a link that its type always makes is refused, and fails alone`(
        _ type: String, _ data: String
    ) async throws {
        let log = try await DutyLog.make()
        for way in DutyWay.allCases {
            #expect(try log.refusal(of: .raw(type, data), by: "officer-a", way) == "TM422", "\(way)")
        }
        let answers = try log.batch([(.evidence, "officer-a"), (.raw(type, data), "officer-a"), (.judged, "officer-b")])
        #expect(answers == ["stored", "TM422", "stored"])
        #expect(try log.refusal(of: .raw("SupportTerminated", "{}"), by: "officer-a") == nil, "it may rest on none")
        #expect(try log.findings() == 0)
    }

    /// The server gives up reading before its stack is full.
    private static let deep = #"{"assessment":"# + String(repeating: "[", count: 100_000) + "}"

    @Test func `Data that are nested too deep fail alone, and stand in the way of nobody`() async throws {
        let log = try await DutyLog.make()
        let read = try log.superuser.number("select octet_length(event_store.data_text('\(Self.deep)', 'assessment'))")
        #expect(read == 0)
        #expect(try log.refusal(of: .raw("MeasureFileOpened", Self.deep), on: "measure-m", by: "officer-a") == "TM422")
        let answers = try log.batch([
            (.evidence, "officer-a"), (.raw("MeasureFileOpened", Self.deep), "officer-a"), (.judged, "officer-b"),
        ])
        #expect(answers == ["stored", "TM422", "stored"])
        // Where no link is read, it is stored: what it does cannot hang on it.
        try log.record(.raw("MissionRiskLevelSet", Self.deep), on: "mission-m", by: "officer-c")
        #expect(try log.refusal(of: .riskBelow, by: "officer-c") == nil)
        let missing = "select count(*) from event_store.differing_duties()"
        #expect(try log.superuser.number(missing) == 0)
        try log.superuser.run(
            "set session_replication_role = replica; delete from event_store.duties_done; reset session_replication_role"
        )
        #expect(try log.superuser.number(missing) > 0)
        try log.superuser.run("set role missieboek_owner; select event_store.note_duties_in_log(); reset role")
        #expect(try log.superuser.number(missing) == 0)
    }

    @Test(arguments: [
        "delete from event_store.duties_done where actor = 'officer-a'",
        "update event_store.duties_done set actor = 'officer-x' where actor = 'officer-a'",
        "update event_store.linked_files set file = 'assessment-x'",
        "delete from event_store.persons_behind",
        "insert into event_store.mistaken_persons values ('officer-a', 'person-p', 2)",
        "insert into event_store.duties_done values ('measure-m', 'deciding', 'officer-y', 1)",
    ])
    func `What the superuser changes of it is found`(_ change: String) async throws {
        let log = try await DutyLog.make()
        try log.record(.opened, by: "officer-a")
        try log.record(.identified("person-p"), on: "officer-a", by: "officer-z")
        #expect(try log.findings() == 0)
        try log.superuser.run("set session_replication_role = replica; \(change)")
        #expect(try log.findings() > 0)
    }
}
