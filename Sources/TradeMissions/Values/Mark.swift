package import EventSourcing

/// Where and when something entered the book: what must come first is judged by both (INV-1).
package struct Mark: Hashable, Codable, Sendable {
    package let position: Int64
    package let occurredAt: Timestamp

    package init(_ header: EventHeader) {
        position = header.position
        occurredAt = header.occurredAt
    }

    /// Whether this was recorded after `other`, and did not happen before it either.
    package func follows(_ other: Mark) -> Bool {
        position > other.position && occurredAt >= other.occurredAt
    }
}
