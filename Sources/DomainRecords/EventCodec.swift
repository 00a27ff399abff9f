import CanonicalJSON
package import EventSourcing
package import TradeMissions

/// Between the domain's events and the store's bytes.
package enum EventCodec {
    /// The event of the domain that was stored, read by way of a ``Node``; ``EventDecoder`` does the same, faster.
    ///
    /// Fails with ``StoreFailure/corrupt(_:)`` when it is none, and with ``StoreFailure/unknownEvent(_:in:position:)`` when
    /// this program knows none of its name.
    package static func decode(_ stored: RecordedEvent) throws(StoreFailure) -> Recorded<DomainEvent> {
        guard let category = Category(of: stored.stream) else {
            throw stored.unknown
        }
        do {
            let node = try Node(parsing: stored.data, limits: limits)
            guard let event = try DomainEvent.decode(stored.type, in: category, from: NodeBody(node: node)) else {
                throw stored.unknown
            }
            return Recorded(event, stored.header)
        } catch let failure as StoreFailure {
            throw failure
        } catch {
            throw .corrupt("position \(stored.position), \(stored.type): \(error)")
        }
    }

    /// The bytes to store for an event.
    ///
    /// Fails with ``StoreFailure/invalid(_:)`` when a value has no canonical form.
    package static func encode(
        _ emission: Emission, occurredAt: Timestamp, metadata: [UInt8]
    ) throws(StoreFailure) -> NewEvent {
        do {
            let data = try CanonicalEncoder().encode(emission.event.message.payload)
            return NewEvent(
                stream: emission.stream, type: emission.event.storedName, occurredAt: occurredAt, data: data,
                metadata: metadata)
        } catch {
            throw .invalid("\(emission.event.storedName) cannot be written: \(error)")
        }
    }

    static let limits = ParsingLimits(depth: 64, bytes: 64 << 20)
}

private struct NodeBody: MessageBody {
    let node: Node

    func decode<Payload: Decodable>(_ type: Payload.Type) throws -> Payload {
        try NodeDecoder().decode(type, from: node)
    }
}

extension RecordedEvent {
    fileprivate var unknown: StoreFailure { .unknownEvent(type, in: stream, position: position) }

    package var header: EventHeader {
        EventHeader(
            position: position, stream: stream, version: version, id: id, actor: actor, occurredAt: occurredAt,
            recordedAt: recordedAt, metadata: metadata)
    }
}
