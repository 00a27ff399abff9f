package import EventSourcing
package import TradeMissions

/// Loads the streams that a decision or question asks for, and runs it again until it has them all.
package struct RecordLoader {
    private let store: any EventStore
    /// Cuts what was recorded: nothing after this position is known. Nil for the latest.
    private let position: Int64?
    /// Cuts what had happened: nothing later than this moment is known. Nil for everything.
    private let validAt: Timestamp?

    package init(_ store: any EventStore, through position: Int64? = nil, validAt: Timestamp? = nil) {
        self.store = store
        self.position = position
        self.validAt = validAt
    }

    /// The answer of `body`, with the records that it relied on.
    package func run<Answer>(
        startingWith known: [StreamName: Records.Entry] = [:],
        _ body: (Records) throws(Interruption) -> Answer
    ) throws(StoreFailure) -> (answer: Result<Answer, Refusal>, records: Records, loaded: [StreamName: Records.Entry]) {
        var entries = known
        var histories: [StreamName: [Recorded<DomainEvent>]] = [:]
        while true {
            let records = Records(entries: entries, histories: histories)
            do throws(Interruption) {
                return (.success(try body(records)), records, entries)
            } catch {
                switch error {
                case .refused(let refusal): return (.failure(refusal), records, entries)
                case .needs(.states(let streams)):
                    for stream in streams { entries[stream] = .initial(of: stream) }
                    for stored in try read(streams) {
                        entries[stored.header.stream]?.apply(stored.event, stored.header)
                    }
                case .needs(.histories(let streams)):
                    for stream in streams { histories[stream] = [] }
                    for stored in try read(streams) {
                        histories[stored.header.stream]?.append(stored)
                    }
                }
            }
        }
    }

    private func read(_ streams: [StreamName]) throws(StoreFailure) -> [Recorded<DomainEvent>] {
        var events: [Recorded<DomainEvent>] = []
        for stored in try store.read(streams, through: position) {
            if let validAt, stored.occurredAt > validAt { continue }
            events.append(try EventCodec.decode(stored))
        }
        return events
    }
}
