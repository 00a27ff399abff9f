import CanonicalJSON
package import EventSourcing
package import TradeMissions

/// Between the states of aggregates and the bytes of a snapshot.
package enum StateCodec {
    /// The same bytes for equal states.
    ///
    /// Nil for a state that would not read back as the same one: it then has no snapshot.
    package static func encode(_ state: any Aggregate) -> [UInt8]? {
        func encode<Subject: Aggregate>(_ state: Subject) -> [UInt8]? {
            guard let bytes = try? encoder.encode(state), let copy = decode(bytes, as: Subject.self),
                (try? encoder.encode(copy)) == bytes
            else { return nil }
            return bytes
        }
        return encode(state)
    }

    /// Nil for bytes that are no such state.
    package static func decode<Subject: Aggregate>(_ bytes: [UInt8], as type: Subject.Type) -> Subject? {
        try? PullDecoder(limits: EventCodec.limits).decode(type, from: bytes)
    }

    static let encoder = CanonicalEncoder(sortingCollections: true)
}

extension Snapshot {
    /// The state of a stream as it was loaded; nil when it has no events, or is of those that have no snapshots.
    package init?(_ entry: Records.Entry, of stream: StreamName) {
        guard let last = entry.last, let category = Category(of: stream), category.aggregate.hasSnapshots,
            let state = StateCodec.encode(entry.state)
        else { return nil }
        self.init(
            stream: stream, version: entry.version, position: last.position, eventID: last.id,
            fold: Fold.of(category).fingerprint, state: state)
    }

    /// The state to go on from; nil when another fold made it, or it does not read.
    package var entry: Records.Entry? {
        func read<Subject: Aggregate>(_ type: Subject.Type) -> (any Aggregate)? {
            StateCodec.decode(state, as: type)
        }
        guard Fold.made(fold, for: stream), let category = Category(of: stream), let state = read(category.aggregate)
        else {
            return nil
        }
        var entry = Records.Entry(
            version: version, state: state, last: Records.Entry.Last(position: position, id: eventID))
        entry.keptVersion = version
        return entry
    }
}
