import EventSourcing
import PersonalDataSealing
import PostgresClient
import PostgresEventStore
import Synchronization
import TestSupport

/// A way in which several clients append to one database at once.
///
/// Every harness that is told a route runs over all cases: a new way to append becomes a case here.
enum AppendRoute: CaseIterable, Sendable {
    /// A connection for each client.
    case ownConnection
    /// Group commits that several of them share: as of several processes, since one writes alone while few wait.
    case groupCommit

    /// What gives each client, on the thread that it runs on, its way to append.
    ///
    /// Those who share connections share `groups` group commits, each with so many `writers`. `reading` is how a client
    /// connects to read, where that is another connection; as to append by default.
    func open(
        _ options: ConnectionOptions, groups: Int = 2, writers: Int = 1, reading: ConnectionOptions? = nil
    ) throws -> @Sendable () throws(StoreFailure) -> any Appending {
        switch self {
        case .ownConnection:
            return { () throws(StoreFailure) in try PostgresEventStore(options, keys: RegisterOfTests.keys) }
        case .groupCommit:
            let groups = (0..<groups).map { _ in GroupCommit(options, keys: RegisterOfTests.keys, writers: writers) }
            let clients = Atomic(0)
            return { () throws(StoreFailure) in
                let client = clients.wrappingAdd(1, ordering: .relaxed).oldValue
                return GroupedEventStore(
                    groups[client % groups.count],
                    reader: try PostgresEventStore(reading ?? options, keys: RegisterOfTests.keys))
            }
        }
    }
}

/// What appends one request and blocks until it is answered.
protocol Appending {
    func append(_ request: AppendRequest) throws(StoreFailure) -> AppendResult
}

extension PostgresEventStore: Appending {}
extension GroupedEventStore: Appending {}
