import CanonicalJSON
import DomainRecords
import EventSourcing
import PostgresClient
import PostgresEventStore
import Projections
import ReadModels
import TestSupport
import Testing

@testable import TradeMissions

// What was known at a position of what had happened by a time, when some of it is dated back.
@Suite(.timeLimit(.minutes(10)))
struct ValidTimeTests {
    private static let mission = MissionID(local: "riyad-2026")

    @Test func `What is dated back counts from when it happened, for those who ask after it was recorded`() async throws
    {
        let book = try await DatedBook()
        let proposed = try book.record(Self.proposal(), on: 1)
        let approved = try book.record(.planApproved(Mission.PlanApproved()), on: 20)
        let withdrawn = try book.record(
            .officialSupportWithdrawn(Mission.OfficialSupportWithdrawn(reason: "sancties")), on: 10)

        let moments: [(position: Int64, day: Int64?, view: View?)] = [
            // Before it was recorded nobody knew of it, whatever the day they asked for.
            (approved, 15, View(.proposed, hasSupport: true)),
            (approved, 25, View(.approved, hasSupport: true)),
            (approved, nil, View(.approved, hasSupport: true)),
            // Afterwards it was so from that day on, and no sooner; the day itself counts.
            (withdrawn, 9, View(.proposed, hasSupport: true)),
            (withdrawn, 10, View(.proposed, hasSupport: false)),
            (withdrawn, 19, View(.proposed, hasSupport: false)),
            (withdrawn, 20, View(.approved, hasSupport: false)),
            (withdrawn, nil, View(.approved, hasSupport: false)),
            (withdrawn, 0, nil),
            (proposed, 20, View(.proposed, hasSupport: true)),
        ]
        for moment in moments {
            let name = "position \(moment.position), day \(moment.day.map(String.init) ?? "any")"
            #expect(try book.board(through: moment.position, day: moment.day) == moment.view, "board at \(name)")
            #expect(try book.decision(through: moment.position, day: moment.day) == moment.view, "decision at \(name)")
            #expect(
                try await book.program(through: moment.position, day: moment.day) == moment.view, "program at \(name)")
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `An answer is the fold of what was recorded and had happened by then, and of nothing else`(
        seed: UInt64
    ) async throws {
        let book = try await DatedBook()
        var chance = Steps(state: seed)
        try book.record(Self.proposal(), on: 0)
        for _ in 0..<24 {
            let event = try #require(Self.events.randomElement(using: &chance))
            try book.record(event, on: Int64.random(in: 1...9, using: &chance))
        }
        let log = try book.log()
        // In the order of the log the days must go back as well as on.
        #expect(zip(log, log.dropFirst()).contains { $0.occurredAt > $1.occurredAt })

        var answers: Set<[UInt8]> = []
        for position in stride(from: log[0].position, through: log[24].position, by: 4) {
            for day in Int64(0)...9 {
                let cut = log.filter { $0.position <= position && $0.occurredAt <= DatedBook.moment(day) }
                let folded = try cut.reduce(into: nil as Board.Row?) { row, event in
                    try Board.apply(EventCodec.decode(event), to: &row, under: Self.mission.text)
                }
                let asked = try book.contents(through: position, day: day)
                #expect(asked.heldBack.isEmpty)
                let bytes = try asked.rows.map { try CanonicalEncoder().encode($0) }
                #expect(
                    try bytes == [folded].compactMap(\.self).map { try CanonicalEncoder().encode($0) },
                    "\(position), day \(day)")
                answers.formUnion(bytes)
            }
        }
        #expect(answers.count > 5)
    }

    /// Of a mission, as the board or a decision has it.
    fileprivate struct View: Equatable {
        let stage: String
        let hasSupport: Bool

        init(_ stage: Mission.Stage, hasSupport: Bool) {
            self.init(stage: stage.code, hasSupport: hasSupport)
        }

        init(stage: String, hasSupport: Bool) {
            self.stage = stage
            self.hasSupport = hasSupport
        }
    }

    private static func proposal() throws -> Mission.Event {
        let summer = Period(from: try CivilDate(text: "2026-07-01"), until: try CivilDate(text: "2026-07-05"))
        return .proposed(
            Mission.Proposed(title: "Riyad 2026", country: CountryID(local: "sa"), sector: "water", period: summer))
    }

    private static let events: [Mission.Event] = [
        .planApproved(Mission.PlanApproved()), .registrationOpened(Mission.RegistrationOpened()),
        .registrationClosed(Mission.RegistrationClosed()), .departed(Mission.Departed()), .ended(Mission.Ended()),
        .postponed(Mission.Postponed(reason: "onrust")),
        .officialSupportWithdrawn(Mission.OfficialSupportWithdrawn(reason: "sancties")),
        .riskLevelSet(Mission.RiskLevelSet(level: .high, comparedVersion: 1)),
    ]

    /// A log of one mission whose events happened on numbered days, whenever they were recorded.
    private struct DatedBook {
        let database: ThrowawayDatabase
        let store: PostgresEventStore

        init() async throws {
            database = try await ThrowawayCluster.shared.database()
            store = try PostgresEventStore(ConnectionOptions(address: database.url), keys: RegisterOfTests.keys)
        }

        static func moment(_ day: Int64) -> Timestamp { Timestamp.sample.adding(seconds: day * 86_400) }

        @discardableResult
        func record(_ event: Mission.Event, on day: Int64) throws -> Int64 {
            let stored = try EventCodec.encode(
                mission.event(event), occurredAt: Self.moment(day), metadata: Array("{}".utf8))
            // Whoever proposes a mission does not approve it: the store refuses that too.
            let actor = mission.event(event).event.takenDuty == nil ? "officer-one" : "officer-other"
            _ = try store.append(.sample([stored], actor: actor))
            return try store.advanceWatermark()
        }

        func log() throws -> [RecordedEvent] { try store.read([mission.stream], through: nil) }

        func contents(through position: Int64, day: Int64?) throws -> ModelContents<Board.Row> {
            try HistoricRows<Board>(store).contents(through: position, validAt: day.map(Self.moment))
        }

        func board(through position: Int64, day: Int64?) throws -> View? {
            try contents(through: position, day: day).rows.first.map {
                View($0.stage, hasSupport: $0.hasOfficialSupport)
            }
        }

        func decision(through position: Int64, day: Int64?) throws -> View? {
            let loader = RecordLoader(store, through: position, validAt: day.map(Self.moment))
            return try loader.run { records throws(Interruption) in
                guard let mission = try records.begun([mission]).first else { return nil }
                let state = try records.existing(mission)
                return View(state.stage, hasSupport: state.hasOfficialSupport)
            }.answer.get()
        }

        func program(through position: Int64, day: Int64?) async throws -> View? {
            let valid = day.map { ["--valid-at", Self.moment($0).text] } ?? []
            let run = try await Program(database: database.url)
                .run(["board", "--output", "json", "--as-of", "\(position)"] + valid)
            try #require(run.status == 0, "\(run.talk)")
            guard case .array(let rows) = try Node(parsing: Array(run.output.utf8)), let row = rows.first,
                let stage = row["stage"]?.stringValue, case .bool(let hasSupport)? = row["hasOfficialSupport"]
            else { return nil }
            return View(stage: stage, hasSupport: hasSupport)
        }

        private var mission: MissionID { ValidTimeTests.mission }
    }
}

/// Chance that repeats itself: SplitMix64.
private struct Steps: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
