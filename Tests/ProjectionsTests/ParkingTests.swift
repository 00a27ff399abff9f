import CanonicalJSON
import EventSourcing
import PostgresClient
import PostgresEventStore
import Projections
import ReadModels
import TestSupport
import Testing
import TradeMissions

@Suite(.timeLimit(.minutes(10)))
struct ParkingTests {
    @Test func `A faulty event stops its stream only; what waits is taken up in order once it is mended`() async throws
    {
        let store = try await Self.store()
        let (faulty, sound): (StreamName, StreamName) = ("concern-a1", "concern-b1")
        Trail.refuse(faulty, 2)
        let first = try store.link(faulty)
        let stopped = try store.link(faulty)
        let other = try store.link(sound)
        let projector = Projector<Trail>(store, store, waitingBy: atOnce)
        var contents = try projector.latest()
        #expect(contents.trails == [[first], [other], [first, other]])
        #expect(
            contents.heldBack == [
                StreamFault(stream: faulty, position: stopped, code: "unfoldable", explanation: "made faulty by a test")
            ])

        // Later events of the stream wait too, also in later batches; others go on.
        let (waiting, later) = (try store.link(faulty), try store.link(sound))
        contents = try projector.latest()
        #expect(contents.trails == [[first], [other, later], [first, other, later]])
        #expect(contents.heldBack.map(\.position) == [stopped])

        // While it is faulty nothing changes.
        let parked = ParkedStreams<Trail>(store, store, waitingBy: atOnce)
        #expect(try parked.retry().parked.map(\.position) == [stopped])
        #expect(try projector.latest().trails == contents.trails)

        Trail.mend(faulty, 2)
        #expect(try parked.retry(faulty) == RetryOutcome(freed: [faulty], parked: []))
        contents = try projector.latest()
        #expect(
            contents.trails == [
                [first, stopped, waiting], [other, later], [first, stopped, other, waiting, later],
            ])
        #expect(contents.heldBack.isEmpty)
        let whole = try HistoricRows<Trail>(store).contents(through: store.watermark(), validAt: nil)
        #expect(whole.trails == contents.trails)
        #expect(try parked.retry() == RetryOutcome(freed: [], parked: []))
    }

    @Test func `A stream that goes wrong again further on is taken up to there, and parked there`() async throws {
        let store = try await Self.store()
        let stream: StreamName = "concern-a2"
        Trail.refuse(stream, 2)
        Trail.refuse(stream, 4)
        let positions = try (1...5).map { _ in try store.link(stream) }
        let projector = Projector<Trail>(store, store, waitingBy: atOnce)
        #expect(try projector.latest().heldBack.map(\.position) == [positions[1]])
        Trail.mend(stream, 2)
        let outcome = try ParkedStreams<Trail>(store, store, waitingBy: atOnce).retry(stream)
        #expect(outcome.freed.isEmpty && outcome.parked.map(\.position) == [positions[3]])
        let contents = try projector.latest()
        #expect(contents.trails == [Array(positions[..<3]), Array(positions[..<3])])
        #expect(contents.heldBack.map(\.position) == [positions[3]])
    }

    @Test func `What another parked stream told before it was parked stays when rows are folded anew`() async throws {
        let store = try await Self.store()
        let (mended, broken): (StreamName, StreamName) = ("concern-a3", "concern-b3")
        Trail.refuse(mended, 1)
        Trail.refuse(broken, 2)
        let (one, two) = (try store.link(mended), try store.link(broken))
        try store.link(broken)
        let projector = Projector<Trail>(store, store, waitingBy: atOnce)
        #expect(try projector.latest().heldBack.count == 2)
        Trail.mend(mended, 1)
        let outcome = try ParkedStreams<Trail>(store, store, waitingBy: atOnce).retry()
        #expect(outcome.freed == [mended] && outcome.parked.map(\.stream) == [broken])
        #expect(try projector.latest().trails == [[one], [two], [one, two]])
    }

    @Test func `Who catches up while a retry reads the log loses nothing of either`() async throws {
        let store = try await Self.store()
        let (mended, other): (StreamName, StreamName) = ("concern-a4", "concern-b4")
        Trail.refuse(mended, 1)
        var positions = [try store.link(mended)]
        let projector = Projector<Trail>(store, store, waitingBy: atOnce)
        _ = try projector.latest()
        Trail.mend(mended, 1)
        // Between its look at how the model stands and its claim, others append and catch up.
        let meddling = MeddlingLog(store) {
            positions += [try store.link(other), try store.link(mended)]
            _ = try Projector<Trail>(store, store, waitingBy: atOnce).latest()
        }
        #expect(try ParkedStreams<Trail>(meddling, store, waitingBy: atOnce).retry().freed == [mended])
        #expect(meddling.count == 1)
        #expect(try projector.latest().trails == [[positions[0], positions[2]], [positions[1]], positions])
    }

    @Test(arguments: [
        (NewEvent.sample("concern-c1", type: "ConcernSolvedByMagic"), "unknown-event"),
        (NewEvent.sample("concern-c1", type: "ConcernLinkedToMission", data: #"{"mission":7}"#), "undecodable"),
        (NewEvent.sample("concern-c1", type: "ConcernLinkedToMission", data: "no JSON"), "undecodable"),
        (NewEvent.sample("voyage-c1"), "unknown-category"),
    ])
    func `What does not decode parks its stream under a stable code, now and in looking back`(
        _ event: NewEvent, _ code: String
    ) async throws {
        let store = try await Self.store()
        let sound = try store.link("concern-d1")
        let position = try store.record(event)
        for contents in [
            try Projector<Trail>(store, store, waitingBy: atOnce).latest(),
            try HistoricRows<Trail>(store).contents(through: store.watermark(), validAt: nil),
        ] {
            #expect(contents.trails == [[sound], [sound]])
            let fault = try #require(contents.heldBack.first)
            #expect(contents.heldBack.count == 1)
            #expect(fault.stream == event.stream && fault.position == position && fault.code == code)
            #expect(!fault.explanation.isEmpty)
        }
        let before = try HistoricRows<Trail>(store).contents(through: position - 1, validAt: nil)
        #expect(before.heldBack.isEmpty)
    }

    @Test func `A stream that a model does not read cannot stop it`() async throws {
        let store = try await Self.store()
        let position = try store.link("concern-e1")
        try store.record(.sample("company-3f9k2m8q7x1t", type: "CompanyDidSomethingNew"))
        let contents = try Projector<Trail>(store, store, waitingBy: atOnce).latest()
        #expect(contents.trails == [[position], [position]] && contents.heldBack.isEmpty)
    }

    @Test func `Questions say what they lack, to people and to programs, and the program names and retries it`()
        async throws
    {
        let database = try await ThrowawayCluster.shared.database()
        let store = try PostgresEventStore(.init(address: database.url), keys: RegisterOfTests.keys)
        try store.link("concern-f1")
        let position = try store.record(.sample("concern-f1", type: "ConcernSolvedByMagic"))
        let program = Program(database: database.url)

        let board = try await program.run("board", "--lang", "en", "--quiet")
        #expect(board.status == 0 && board.output.contains("mission-riyad"))
        #expect(board.talk.contains("CAUTION") && board.talk.contains("concern-f1 from position \(position)"))
        for options in [[], ["--as-of", "\(position)"]] {
            let json = try await program.run(["board", "--output", "json"] + options)
            let node = try Node(parsing: Array(json.output.utf8))
            #expect(node["answer"]?.items.count == 1)
            #expect(node["heldBack"]?.items.first?["code"]?.stringValue == "unknown-event")
        }
        let before = try await program.run("board", "--output", "json", "--as-of", "\(position - 1)")
        #expect(before.talk.isEmpty && before.output.hasPrefix("["))

        let doctor = try await program.run("doctor", "--lang", "en")
        #expect(doctor.output.contains("warn  parked"), "\(doctor.output)")
        #expect(doctor.output.contains("board 1") && doctor.output.contains("projections parked"))
        let verified = try await program.run("projections", "verify", "board", "--lang", "en")
        #expect(verified.status == 0 && verified.output.contains("both lack what is parked: 1"), "\(verified.output)")
        let parked = try await program.run("projections", "parked", "--output", "json")
        let lines = try Node(parsing: Array(parked.output.utf8)).items
        #expect(lines.first?["model"]?.stringValue == "board" && lines.first?["waiting"] == .number("1"))
        let retry = try await program.run("projections", "retry", "board", "concern-f1", "--lang", "nl")
        #expect(retry.status == 5 && retry.output.contains("onbekend voor dit programma"))
        #expect(try await program.run("projections", "retry", "board", "concern-g1").status == 66)
        #expect(try await program.run("projections", "retry", "bord").status == 64)

        // Who needs the file itself is told that the program is too old for it, not that the log is damaged.
        let unknown = try store.record(.sample("mission-riyad", type: "MissionTeleported"))
        let gate = try await program.run("gate", "riyad", "--lang", "nl")
        #expect(gate.status == 5 && gate.talk.contains("MissionTeleported, op positie \(unknown)"), "\(gate.talk)")
        #expect(gate.talk.contains("werk dit programma bij") && !gate.talk.contains("beschadigd"))
    }

    private static func store() async throws -> PostgresEventStore {
        try PostgresEventStore(.init(address: await ThrowawayCluster.shared.database().url), keys: RegisterOfTests.keys)
    }
}

/// A log in which something happens the first time that it is read as a whole.
private final class MeddlingLog: ForwardingEventStore {
    let base: any EventStore
    private let meddle: () throws -> Void
    private(set) var count = 0

    init(_ base: PostgresEventStore, _ meddle: @escaping () throws -> Void) {
        (self.base, self.meddle) = (base, meddle)
    }

    func readLog(
        after position: Int64, through end: Int64, _ body: (RecordedEvent) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        try base.readLog(after: position, through: end, body)
        guard count == 0 else { return }
        count += 1
        do { try meddle() } catch { throw .corrupt("\(error)") }
    }

    func append(_ request: AppendRequest) throws(StoreFailure) -> AppendResult { try base.append(request) }
    func read(_ streams: [StreamName], through position: Int64?) throws(StoreFailure) -> [RecordedEvent] {
        try base.read(streams, through: position)
    }
}

extension Node {
    var items: [Node] {
        if case .array(let items) = self { return items }
        return []
    }
}
