import DomainRecords
import EventSourcing
import PostgresClient
import PostgresEventStore

/// W4: the whole log in order, each event as one of the domain.
enum ReadLogBench {
    /// Events in a second.
    static func run(url: String) throws -> Double {
        let store = try PostgresEventStore(ConnectionOptions(address: url))
        let end = try store.watermark()
        let decoder = EventDecoder()
        var count = 0
        let start = ContinuousClock.now
        try store.readLog(after: 0, through: end) { (stored) throws(StoreFailure) in
            let recorded = try decoder.decode(stored)
            precondition(recorded.header.position > 0)
            count += 1
        }
        return Double(count) / ((ContinuousClock.now - start) / .seconds(1))
    }
}
