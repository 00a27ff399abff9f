import DomainRecords
import EventSourcing
import PostgresClient
import PostgresEventStore
import ReadModels
import TestSupport
import Testing

@testable import TradeMissions

/// What the rule says of recorded events, and what the database takes: the same, whatever is appended.
@Suite(.timeLimit(.minutes(10)))
struct DutyAgreementTests {
    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func `The database takes an event exactly when the rule finds no conflict in it`(seed: UInt64) async throws {
        var chance = Chance(seed: seed)
        let database = try await ThrowawayCluster.shared.database()
        let store = try PostgresEventStore(ConnectionOptions(address: database.url))
        var log: [Recorded<DomainEvent>] = []
        var outcomes: [Bool: Int] = [:]
        for number in 1...160 {
            let (stream, event) = chance.pick(Self.candidates)
            let actor = chance.pick(Self.accounts)
            let header = EventHeader(
                position: Int64(log.count + 1), stream: stream, version: Int64(number),
                id: UniqueID(high: 0, low: UInt64(number)), actor: actor, occurredAt: .sample, recordedAt: .sample,
                metadata: Array("{}".utf8))
            let isApart = !Self.conflicts(after: log, with: Recorded(event, header))
            let isTaken = try Self.append(event, to: stream, by: actor, in: store)
            #expect(isTaken == isApart, "\(number): \(event.storedName) on \(stream.text) by \(actor)")
            outcomes[isTaken, default: 0] += 1
            if isTaken { log.append(Recorded(event, header)) }
        }
        #expect(outcomes[true, default: 0] > 40 && outcomes[false, default: 0] > 10, "\(outcomes)")
    }

    private static let accounts = (0..<5).map { "officer-\($0)aaaaaaaaaaa" }

    /// Every event that bears a duty or links files, on the file that the links of the samples name and on another; and who
    /// is behind which account.
    private static let candidates: [(StreamName, DomainEvent)] = {
        func streams<Subject: Aggregate>(_: Subject.Type) -> [StreamName] {
            let sample = Subject.ID.sample.stream
            return [sample, StreamName(stringLiteral: sample.text + "-2")]
        }
        let risk = Mission.RiskLevelSet(level: .high, comparedVersion: 1, below: nil)
        var all: [(StreamName, DomainEvent)] = [MissionID.sample.stream, "mission-sample-2"].map {
            ($0, .mission(.riskLevelSet(risk)))
        }
        for type in EventCatalogue.all where type.name == type.current {
            let event = type.sample
            guard event.deed != nil || event.takenDuty != nil || !event.dutyLinks.isEmpty else { continue }
            all += streams(type.category.aggregate).map { ($0, event) }
        }
        for account in accounts {
            for person in ["aaaaaaaaaaaa", "bbbbbbbbbbbb"] {
                guard let stream = try? StreamName(text: account) else { continue }
                let id = PersonID(local: person)
                all.append((stream, .officer(.identified(Officer.Identified(person: id)))))
                let corrected = Officer.IdentityCorrected(person: id, reason: "vergissing")
                all.append((stream, .officer(.identityCorrected(corrected))))
            }
        }
        return all
    }()

    private static func conflicts(after log: [Recorded<DomainEvent>], with last: Recorded<DomainEvent>) -> Bool {
        var officers = OfficerHistory()
        for recorded in log {
            if case .officer(let event) = recorded.event { officers.take(event, recorded.header) }
        }
        var fold = ExceptionFold(of: [.segregation], shownAfter: last.header.position - 1, knowing: officers)
        for recorded in log + [last] {
            fold.take(recorded, storedAs: recorded.event.storedName, by: ActDetails(role: nil, reason: nil))
        }
        return fold.lines.contains { $0.position == last.header.position }
    }

    private static func append(
        _ event: DomainEvent, to stream: StreamName, by actor: String, in store: PostgresEventStore
    ) throws -> Bool {
        let stored = try EventCodec.encode(
            Emission(stream: stream, event: event), occurredAt: .sample, metadata: Array("{}".utf8))
        do throws(StoreFailure) {
            _ = try store.append(
                AppendRequest(
                    commandID: .random(), command: "sample.do", content: Array("{}".utf8), actor: actor,
                    expectations: [], events: [stored]))
            return true
        } catch {
            guard case .notKeptApart = error else { throw error }
            return false
        }
    }
}
