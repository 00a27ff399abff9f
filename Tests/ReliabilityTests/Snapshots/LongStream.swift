import DomainRecords
import EventSourcing
import PostgresClient
import PostgresEventStore
import TestSupport
import Testing

@testable import TradeMissions

/// A mission whose invitations were waived over and over: a long stream in a database of its own.
struct LongStream {
    static let mission = MissionID(local: "lang-2026")
    /// Who may go on.
    static let officer = OfficerID(local: "officerabcde")

    let database: ThrowawayDatabase
    let store: PostgresEventStore

    var stream: StreamName { Self.mission.stream }

    /// With as many events.
    init(events count: Int) async throws {
        database = try await ThrowawayCluster.shared.database()
        store = try PostgresEventStore(.init(address: database.url), keys: RegisterOfTests.keys)
        let since = Period(from: Timestamp.sample.dateInAmsterdam, until: nil)
        try append(
            [.registered(Officer.Registered(unit: "RVO")), .roleGranted(.init(role: .missionManager, period: since))],
            to: Self.officer)
        let proposed = Mission.Event.proposed(
            .init(title: "Lang", country: CountryID(local: "sa"), sector: "water", period: since))
        try append([proposed] + Self.waivers(from: 2, to: min(count, 1000)), to: Self.mission)
        for start in stride(from: 1001, through: count, by: 1000) {
            try append(Self.waivers(from: start, to: min(count, start + 999)), to: Self.mission)
        }
    }

    private static func waivers(from first: Int, to last: Int) -> [Mission.Event] {
        (first...last).map { number in
            .involvementWaived(Mission.InvolvementWaived(kind: .union, reason: "gevraagd, brief \(number)"))
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
