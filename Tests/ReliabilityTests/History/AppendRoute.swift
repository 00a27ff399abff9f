import EventSourcing
import PostgresClient
import PostgresEventStore

/// A way in which several clients append to one database at once.
///
/// Every harness that is told a route runs over all cases: a new way to append becomes a case here.
enum AppendRoute: CaseIterable, Sendable {
    /// A connection for each client.
    case ownConnection
    /// The writers of one group commit for all of them.
    case groupCommit

    /// What gives each client, on the thread that it runs on, its way to append.
    ///
    /// `writers` is how many connections those have who share them. `reading` is how a client connects to read, where
    /// that is another connection; as to append by default.
    func open(
        _ options: ConnectionOptions, writers: Int = 2, reading: ConnectionOptions? = nil
    ) throws -> @Sendable () throws(StoreFailure) -> any Appending {
        switch self {
        case .ownConnection:
            return { () throws(StoreFailure) in try PostgresEventStore(options) }
        case .groupCommit:
            let groups = GroupCommit(options, writers: writers)
            return { () throws(StoreFailure) in
                GroupedEventStore(groups, reader: try PostgresEventStore(reading ?? options))
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
