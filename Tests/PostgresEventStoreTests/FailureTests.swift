import EventSourcing
import PostgresClient
import TestSupport
import Testing

@testable import PostgresEventStore

struct FailureTests {
    private let request = AppendRequest.sample(
        [.sample("mission-one")],
        expecting: [Expectation("mission-one", .exactly(0)), Expectation("policy-two", .exactly(7))])

    @Test(arguments: [
        ("22008", Kind.invalid), ("23514", .invalid), ("54000", .invalid), ("TM422", .invalid), ("TM423", .numberTaken),
        ("TM424", .corrupt), ("TM425", .sealed), ("42501", .denied), ("TM403", .actorRefused),
        ("08006", .outcomeUnknown), ("57P01", .outcomeUnknown), ("57P02", .outcomeUnknown), ("57P03", .unavailable),
        ("57014", .unavailable), ("55P03", .unavailable), ("53100", .unavailable), ("25006", .unavailable),
        ("40P01", .unavailable), ("42P01", .unavailable), ("TM410", .commandReused), ("TM409", .corrupt),
        ("TM405", .corrupt),
        ("08P01", .corrupt), ("XX000", .corrupt),
    ])
    func `The server's code says what became of an append`(code: String, kind: Kind) {
        #expect(Kind(StoreFailure(appending: request, .server(report(code)))) == kind)
        let isUncertain = kind == .outcomeUnknown
        if [.commandReused, .corrupt].contains(kind) { return }
        #expect(Kind(StoreFailure(reading: .server(report(code)))) == (isUncertain ? .unavailable : kind))
    }

    @Test func `A lost connection is uncertain for an append only, and only once it was sent`() {
        let lost = PostgresError.connectionLost("gone", report("57P01"))
        #expect(StoreFailure(appending: request, lost) == .outcomeUnknown("gone"))
        #expect(StoreFailure(appending: request, .connectionLost("gone", nil)) == .outcomeUnknown("gone"))
        #expect(StoreFailure(reading: lost) == .unavailable("gone"))
        #expect(StoreFailure(appending: request, .unreachable("away")) == .unavailable("away"))
        let starting = PostgresError.connectionLost("starting", report("57P03"))
        #expect(StoreFailure(appending: request, starting) == .unavailable("starting"))
    }

    @Test func `A conflict names the expectation as it was made`() {
        let first = report("TM409", detail: #"{"stream":"mission-one","expected":0,"actual":3}"#)
        let conflict = StoreFailure.conflict("mission-one", expected: .exactly(0), actual: 3)
        #expect(StoreFailure(appending: request, .server(first)) == conflict)
        for detail in ["", "{}", #"{"stream":"mission-none","expected":0,"actual":3}"#, #"{"stream":"mission-one"}"#] {
            let failure = StoreFailure(appending: request, .server(report("TM409", detail: detail)))
            #expect(Kind(failure) == .corrupt)
        }
    }

    @Test(
        arguments: [
            (#"{"subject":"person-a","file":"measure-b"}"#, "measure-b"), (#"{"subject":"person-a"}"#, nil),
        ] as [(String, String?)])
    func `A key that was destroyed says whose it was, and in which file`(detail: String, dossier: String?) {
        let failure = StoreFailure(appending: request, .server(report("TM424", detail: detail)))
        #expect(failure == .keyDestroyed(subject: "person-a", dossier: dossier))
    }

    @Test(arguments: [("12", 12), ("null", nil)] as [(String, Int64?)])
    func `A duty that is not kept apart says where, and as whom, the other one was done`(
        position: String, expected: Int64?
    ) {
        let detail = #"{"stream":"measure-a","file":"assessment-b","account":"officer-c","position":\#(position)}"#
        let failure = StoreFailure(appending: request, .server(report("TM405", detail: detail)))
        #expect(failure == .notKeptApart(file: "assessment-b", account: "officer-c", position: expected))
    }

    @Test func `What a login may not do is denied`() async throws {
        let fixture = try await PostgresFixture.make()
        let store = try PostgresEventStore(
            ConnectionOptions(address: fixture.database.superuserURL, settings: ["role": "missieboek_reader"]))
        let failure = try failure { () throws(StoreFailure) in _ = try store.append(request) }
        #expect(Kind(failure) == .denied)
        #expect(try store.read(["mission-one"], through: nil).isEmpty)
    }

    private func report(_ code: String, detail: String? = nil) -> ServerReport {
        ServerReport(sqlState: SQLState(rawValue: code), message: "so it is", detail: detail)
    }

    enum Kind {
        case conflict, commandReused, invalid, numberTaken, keyDestroyed, notKeptApart, denied, actorRefused, sealed,
            unavailable,
            outcomeUnknown, corrupt,
            unknownEvent

        init(_ failure: StoreFailure) {
            self =
                switch failure {
                case .conflict: .conflict
                case .commandReused: .commandReused
                case .invalid: .invalid
                case .numberTaken: .numberTaken
                case .keyDestroyed: .keyDestroyed
                case .notKeptApart: .notKeptApart
                case .denied: .denied
                case .actorRefused: .actorRefused
                case .sealed: .sealed
                case .unavailable: .unavailable
                case .outcomeUnknown: .outcomeUnknown
                case .corrupt: .corrupt
                case .unknownEvent: .unknownEvent
                }
        }
    }
}
