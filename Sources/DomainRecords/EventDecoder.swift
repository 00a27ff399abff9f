import CanonicalJSON
package import EventSourcing
package import TradeMissions

/// Decodes stored events one after another, keeping its memory: for whoever reads many.
///
/// It gives what ``EventCodec/decode(_:)`` gives, value for value and fault for fault. Belongs to one thread
/// or actor at a time.
package final class EventDecoder {
    private let documents = PullDecoder(limits: EventCodec.limits)
    private var recent = [RecentReading?](repeating: nil, count: RecentReading.placeCount)

    package init() {}

    /// The event of the domain that was stored.
    ///
    /// Fails as ``EventCodec/decode(_:)`` does.
    package func decode(_ stored: RecordedEvent) throws(StoreFailure) -> Recorded<DomainEvent> {
        if let event = decodeQuickly(stored) { return Recorded(event, stored.header) }
        return try EventCodec.decode(stored)
    }

    /// Nil on any doubt.
    func decodeQuickly(_ stored: RecordedEvent) -> DomainEvent? {
        guard let reading = reading(of: stored.type, in: stored.stream) else { return nil }
        return try? reading.read(QuickBody(bytes: stored.data, decoder: documents))
    }

    private func reading(of type: String, in stream: StreamName) -> EventReading? {
        let place = RecentReading.place(of: type)
        if let recent = recent[place], recent.type == type, recent.reading.belongs(to: stream) { return recent.reading }
        guard let reading = EventReading.byType[type]?.first(where: { $0.belongs(to: stream) }) else { return nil }
        recent[place] = RecentReading(type: type, reading: reading)
        return reading
    }
}

/// How the events of one stored name are read in streams of one category.
private struct EventReading: Sendable {
    /// What the names of the streams begin with: the category and a hyphen.
    let prefix: [UInt8]
    let read: @Sendable (QuickBody) throws -> DomainEvent

    func belongs(to stream: StreamName) -> Bool {
        let (name, prefix) = (stream.text.utf8.span, prefix.span)
        guard name.count > prefix.count else { return false }
        for index in prefix.indices where name[index] != prefix[index] { return false }
        return true
    }

    /// By stored name; two categories may share one.
    static let byType: [String: [EventReading]] = {
        var readings: [String: [EventReading]] = [:]
        func add<Subject: Aggregate>(_: Subject.Type) {
            for name in Subject.Event.Name.allCases {
                let reading = EventReading(prefix: Array("\(Subject.category.rawValue)-".utf8)) { body in
                    Subject.domainEvent(try Subject.Event.decode(name, from: body))
                }
                readings[name.rawValue, default: []].append(reading)
            }
        }
        for category in Category.allCases { add(category.aggregate) }
        return readings
    }()
}

/// A reading that may serve again: the names of events are few, and to hash one takes as long as to compare it five
/// times.
private struct RecentReading {
    static let placeCount = 128

    let type: String
    let reading: EventReading

    /// Told from its length and its ends.
    static func place(of type: String) -> Int {
        let name = type.utf8.span
        guard name.count > 1 else { return 0 }
        let ends = Int(name[0]) &* 7 &+ Int(name[name.count - 1]) &* 31 &+ Int(name[name.count / 2])
        return (ends &+ name.count &* 3) % placeCount
    }
}

private struct QuickBody: MessageBody {
    let bytes: [UInt8]
    let decoder: PullDecoder

    func decode<Payload: Decodable>(_ type: Payload.Type) throws -> Payload {
        try decoder.decodeQuickly(type, from: bytes)
    }
}
