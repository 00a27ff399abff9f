/// An event of one aggregate: a closed enum whose cases each hold one stored payload.
package protocol Message: Sendable {
    /// The stored names, written once. A released name and its payload never change.
    ///
    /// A new shape is a new name, `MissionProposed.v2` after `MissionProposed`: the case of the enum then holds the new
    /// payload and has the new name, and ``decode(_:from:)`` reads the old payload and makes the new one of it. So
    /// whoever folds events sees one shape, whenever they were stored.
    associatedtype Name: RawRepresentable<String>, CaseIterable, Sendable

    var name: Name { get }
    var payload: any Encodable & Sendable { get }

    /// The event that was stored under `name`, which may be one that is no longer written. Throws what `body` throws
    /// when the bytes are not its payload.
    static func decode(_ name: Name, from body: some MessageBody) throws -> Self
}

/// The stored body of one event, to be read as the type that its name stands for.
package protocol MessageBody {
    func decode<Payload: Decodable>(_ type: Payload.Type) throws -> Payload
}

/// What is known of an event beside its payload.
@usableFromInline
package struct EventHeader: Hashable, Sendable {
    package let position: Int64
    package let stream: StreamName
    package let version: Int64
    package let id: UniqueID
    package let actor: String
    package let occurredAt: Timestamp
    package let recordedAt: Timestamp
    /// Canonical JSON, as stored: role, mandate, rule set, reason.
    package let metadata: [UInt8]

    package init(
        position: Int64, stream: StreamName, version: Int64, id: UniqueID, actor: String, occurredAt: Timestamp,
        recordedAt: Timestamp, metadata: [UInt8]
    ) {
        self.position = position
        self.stream = stream
        self.version = version
        self.id = id
        self.actor = actor
        self.occurredAt = occurredAt
        self.recordedAt = recordedAt
        self.metadata = metadata
    }
}

/// An event with its header.
@usableFromInline
package struct Recorded<Event: Sendable>: Sendable {
    @usableFromInline package let event: Event
    @usableFromInline package let header: EventHeader

    @inlinable
    package init(_ event: Event, _ header: EventHeader) {
        self.event = event
        self.header = header
    }
}
