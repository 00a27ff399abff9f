import DomainRecords
import EventSourcing
import PostgresClient
import PostgresEventStore
import TradeMissions

/// W3: one long stream, each event as one of the domain, all of them in memory.
enum ReadStreamBench {
    /// Events in a second.
    static func run(url: String, stream: String) throws -> Double {
        let rounds = 10
        let store = try PostgresEventStore(ConnectionOptions(address: url))
        let stream = try StreamName(text: stream)
        _ = try read(stream, from: store)
        var count = 0
        let start = ContinuousClock.now
        for _ in 0..<rounds {
            count += try read(stream, from: store)
        }
        return Double(count) / ((ContinuousClock.now - start) / .seconds(1))
    }

    private static func read(_ stream: StreamName, from store: PostgresEventStore) throws -> Int {
        let decoder = EventDecoder()
        var events: [Recorded<DomainEvent>] = []
        try store.read([stream], through: nil) { (stored) throws(StoreFailure) in
            events.append(try decoder.decode(stored))
        }
        return events.count
    }
}
