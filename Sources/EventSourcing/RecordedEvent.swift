/// An event that is about to be stored: bytes and names, nothing of the domain.
package struct NewEvent: Hashable, Sendable {
    package let stream: StreamName
    /// The stored name of the event, such as `BriefingHeld`: ASCII letters, digits and full stops.
    package let type: String
    /// When it happened, which may lie before it is stored.
    package let occurredAt: Timestamp
    /// Canonical JSON (RFC 8785); stored and hashed exactly as given.
    package let data: [UInt8]
    /// Canonical JSON: role, mandate, rule set, reason and what else explains the event.
    package let metadata: [UInt8]

    package init(stream: StreamName, type: String, occurredAt: Timestamp, data: [UInt8], metadata: [UInt8]) {
        self.stream = stream
        self.type = type
        self.occurredAt = occurredAt
        self.data = data
        self.metadata = metadata
    }
}

/// An event as the store gives it back.
package struct RecordedEvent: Hashable, Sendable {
    /// The place in the log: unique, growing, with gaps.
    package let position: Int64
    package let stream: StreamName
    /// The place in the stream: 1, 2, 3, … without gaps.
    package let version: Int64
    /// Derived from the command's id and the event's place among that command's events.
    package let id: UniqueID
    package let type: String
    package let actor: String
    package let occurredAt: Timestamp
    package let recordedAt: Timestamp
    package let data: [UInt8]
    package let metadata: [UInt8]

    package init(
        position: Int64, stream: StreamName, version: Int64, id: UniqueID, type: String, actor: String,
        occurredAt: Timestamp, recordedAt: Timestamp, data: [UInt8], metadata: [UInt8]
    ) {
        self.position = position
        self.stream = stream
        self.version = version
        self.id = id
        self.type = type
        self.actor = actor
        self.occurredAt = occurredAt
        self.recordedAt = recordedAt
        self.data = data
        self.metadata = metadata
    }
}
