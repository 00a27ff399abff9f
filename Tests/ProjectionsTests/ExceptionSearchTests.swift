import EventSourcing
import PostgresEventStore
import Projections
import ReadModels
import TestSupport
import Testing
import TradeMissions

@Suite(.timeLimit(.minutes(10)))
struct ExceptionSearchTests {
    @Test(arguments: [3, 14, 159] as [UInt64])
    func `What rules let pass shows nothing of roles, mandates or duties, and every late recording`(
        seed: UInt64
    ) async throws {
        let history = try await History(seed: seed, missions: 6)
        while try history.goOn() {}
        let store = history.store
        let end = try store.completeEnd(waitingBy: atOnce)
        let contents = try ExceptionSearch(store, for: Set(ExceptionKind.allCases)).contents(through: end)
        #expect(contents.heldBack.isEmpty)
        let resting = contents.rows.filter { $0.kind.restsOnOthers }
        #expect(resting.isEmpty, "\(resting.prefix(3))")

        let week: Int64 = 7 * 86_400_000_000
        var late: [Int64] = []
        try store.readLog(after: 0, through: end) { stored in
            if stored.recordedAt.microseconds - stored.occurredAt.microseconds > week { late.append(stored.position) }
        }
        let own = contents.rows.filter { $0.kind == .backDated && $0.finding.en.hasPrefix("recorded ") }
        #expect(own.map(\.position) == late && late.count > 100)
        #expect(own.allSatisfy { $0.reason != nil }, "a rule asked for it")
        #expect(contents.rows.contains { $0.kind == .waiver } && contents.rows.contains { $0.kind == .correction })
        #expect(zip(contents.rows, contents.rows.dropFirst()).allSatisfy { $0.position <= $1.position })
    }

    @Test func `A later position of the same log shows what an earlier one did not, and --after the rest`() throws {
        let log = try Self.log()
        let end = try log.advanceWatermark()
        let all = try ExceptionSearch(log, for: [.authority, .correction]).contents(through: end).rows
        #expect(all.map(\.kind) == [.authority, .correction])
        let (act, revocation) = (all[0].position, all[1].position)
        #expect(all[0].shownAt == revocation && act < revocation)

        let before = try ExceptionSearch(log, for: [.authority, .correction]).contents(through: revocation - 1)
        #expect(before.rows.isEmpty)
        let since = try ExceptionSearch(log, for: [.authority], shownAfter: act).contents(through: end)
        #expect(since.rows.map(\.position) == [act])
        for kinds in [[.authority], [.correction]] as [Set<ExceptionKind>] {
            let none = try ExceptionSearch(log, for: kinds, shownAfter: revocation).contents(through: end)
            #expect(none.rows.isEmpty)
            let beyond = try ExceptionSearch(log, for: kinds, shownAfter: end + 100).contents(through: end)
            #expect(beyond.rows.isEmpty)
        }
    }

    @Test func `What happened later is left out, but roles are judged by everything that is known of them`() throws {
        let log = try Self.log()
        let end = try log.advanceWatermark()
        let search = ExceptionSearch(log, for: [.authority, .correction])
        // The act happened on the first day, and the revocation on the third.
        #expect(try search.contents(through: end, validAt: Self.moment(0)).rows.isEmpty)
        #expect(try search.contents(through: end, validAt: Self.moment(1)).rows.map(\.kind) == [.authority])
        #expect(
            try search.contents(through: end, validAt: Self.moment(3)).rows.map(\.kind) == [.authority, .correction])
    }

    @Test func `A stream that cannot be read is left out from there on, and the others are read`() throws {
        let log = InMemoryEventStore()
        let first = try log.record(
            .sample("company-3f9k2m8q7x1t", type: "CompanyCorrected", data: Self.correction))
        let unread = try log.record(.sample("company-3f9k2m8q7x1t", type: "CompanyDidSomethingNew"))
        try log.record(.sample("company-3f9k2m8q7x1t", type: "CompanyCorrected", data: Self.correction))
        let other = try log.record(
            .sample("company-8q7x1t3f9k2m", type: "CompanyCorrected", data: Self.correction))
        let unheardOf = try log.record(.sample("unheard-of"))
        let contents = try ExceptionSearch(log, for: Set(ExceptionKind.allCases))
            .contents(through: try log.advanceWatermark())
        #expect(contents.rows.map(\.position) == [first, other])
        #expect(contents.rows.allSatisfy { $0.kind == .correction && $0.reason == "nieuwe indeling" })
        #expect(contents.heldBack.map(\.position) == [unread, unheardOf])
        #expect(contents.heldBack.map(\.code) == ["unknown-event", "unknown-category"])
        #expect(contents.heldBack.allSatisfy { !$0.explanation.isEmpty })
    }

    @Test func `An event whose metadata cannot be read is named as unreadable`() throws {
        let log = InMemoryEventStore()
        let event = NewEvent(
            stream: "company-3f9k2m8q7x1t", type: "CompanyCorrected", occurredAt: .sample,
            data: Array(Self.correction.utf8), metadata: Array(#"{"role":7}"#.utf8))
        let position = try log.record(event)
        let contents = try ExceptionSearch(log, for: [.correction]).contents(through: try log.advanceWatermark())
        #expect(contents.rows.isEmpty)
        #expect(contents.heldBack.map(\.position) == [position] && contents.heldBack.map(\.code) == ["undecodable"])
        #expect(contents.heldBack.allSatisfy { $0.explanation.contains("metadata") })
    }

    @Test func `Nothing is said of the roles of an officer of whom an event cannot be read`() throws {
        let log = try Self.log()
        let kinds: Set<ExceptionKind> = [.authority]
        #expect(
            try ExceptionSearch(log, for: kinds).contents(through: try log.advanceWatermark()).rows.count == 1)
        let unread = try log.record(.sample(Self.officer, type: "RoleShared"))
        let contents = try ExceptionSearch(log, for: kinds).contents(through: try log.advanceWatermark())
        #expect(contents.rows.isEmpty && contents.heldBack.map(\.position) == [unread])
    }

    // MARK: - What is recorded

    private static let officer: StreamName = "officer-3f9k2m8q7x1t"
    private static let correction = #"{"reason":"nieuwe indeling","sector":"water","sizeClass":"klein"}"#

    private static func moment(_ day: Int64) -> Timestamp { Timestamp.sample.adding(seconds: day * 86_400) }

    /// A role, an act in it of the first day, and, of the third, that it was no longer held on the first.
    private static func log() throws -> InMemoryEventStore {
        let log = InMemoryEventStore()
        func record(
            _ stream: StreamName, _ type: String, _ data: String, on day: Int64, by act: String = "{}"
        ) throws {
            let event = NewEvent(
                stream: stream, type: type, occurredAt: moment(day), data: Array(data.utf8),
                metadata: Array(act.utf8))
            let request = AppendRequest(
                commandID: .random(), command: "sample.do", content: Array("{}".utf8), actor: officer.text,
                expectations: [], events: [event])
            _ = try log.append(request)
        }
        let from = moment(0).dateInAmsterdam.text
        try record(
            officer, "RoleGranted", #"{"period":{"from":"\#(from)","until":null},"role":"mission-approver"}"#, on: 0)
        try record(
            "mission-riyad-2026", "MissionPlanApproved", "{}", on: 1,
            by: #"{"command":"mission.approve-plan","role":"mission-approver"}"#)
        try record(
            officer, "RoleRevoked", #"{"from":"\#(from)","reason":"nooit benoemd","role":"mission-approver"}"#, on: 3)
        return log
    }
}
