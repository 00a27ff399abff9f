import EventSourcing
import PostgresClient
import PostgresEventStore

/// A way in which several clients append to one database at once.
///
/// Every harness that is told a route runs over each of ``all``: a new way to append becomes a case here.
enum AppendRoute: CaseIterable, Sendable {
    /// A connection for each client.
    case ownConnection

    /// What gives each client, on the thread that it runs on, its way to append.
    func open(
        _ options: ConnectionOptions
    ) throws -> @Sendable () throws(StoreFailure) -> any Appending {
        switch self {
        case .ownConnection: { () throws(StoreFailure) in try PostgresEventStore(options) }
        }
    }
}

/// What appends one request and blocks until it is answered.
protocol Appending {
    func append(_ request: AppendRequest) throws(StoreFailure) -> AppendResult
}

extension PostgresEventStore: Appending {}
