import DomainRecords
import EventSourcing
import PostgresClient
import PostgresEventStore
import TestSupport
import Testing

@testable import TradeMissions

/// A company that was contacted for years: a long stream in a database of its own.
struct LongStream {
    static let company = CompanyID(local: "longlonglong")
    /// Who may go on contacting it.
    static let officer = OfficerID(local: "officerabcde")

    let database: ThrowawayDatabase
    let store: PostgresEventStore

    var stream: StreamName { Self.company.stream }

    /// With as many events.
    init(events count: Int) async throws {
        database = try await ThrowawayCluster.shared.database()
        store = try PostgresEventStore(.init(address: database.url))
        let since = Period(from: Timestamp.sample.dateInAmsterdam, until: nil)
        try append(
            [.registered(Officer.Registered(unit: "RVO")), .roleGranted(.init(role: .missionManager, period: since))],
            to: Self.officer)
        let entered = Company.Event.entered(Company.Entered(sizeClass: .small, sector: "water"))
        try append([entered] + Self.contacts(from: 2, to: min(count, 1000)), to: Self.company)
        for start in stride(from: 1001, through: count, by: 1000) {
            try append(Self.contacts(from: start, to: min(count, start + 999)), to: Self.company)
        }
    }

    private static func contacts(from first: Int, to last: Int) -> [Company.Event] {
        (first...last).map { number in
            .contactAttempted(
                Company.ContactAttempted(means: .letter, summary: "Gevraagd naar de keten, brief \(number)"))
        }
    }

    private func append<ID: StreamID>(_ events: [ID.Subject.Event], to id: ID) throws {
        let new = try events.map { event throws(StoreFailure) in
            try EventCodec.encode(id.event(event), occurredAt: .sample, metadata: Array("{}".utf8))
        }
        _ = try store.append(.sample(new))
    }

    /// The state at one of its events.
    func snapshot(at version: Int) throws -> Snapshot {
        let event = try store.read([stream], through: nil)[version - 1]
        let states = try RecordLoader(store, through: event.position).states(of: [stream])
        return try #require(states[stream].flatMap { Snapshot($0, of: stream) })
    }
}
