/// An event as it stands in the tree: the bytes that its leaf is the hash of, and nothing that is not in them.
///
/// Position, version, the time at which it was recorded and that at which it occurred (microseconds since 2000, as
/// PostgreSQL sends them), eight bytes each; the event's id, sixteen; then stream, type, actor, data and metadata, each
/// with its length in four bytes before it. Numbers have the most significant byte first.
package struct EventRecord: Hashable, Sendable {
    package let position: Int64
    package let version: Int64
    /// Microseconds since the beginning of 2000, UTC.
    package let recordedAt: Int64
    /// As ``recordedAt``.
    package let occurredAt: Int64
    /// 16 bytes.
    package let eventID: [UInt8]
    package let stream: String
    package let type: String
    package let actor: String
    package let data: [UInt8]
    package let metadata: [UInt8]

    package init(
        position: Int64, version: Int64, recordedAt: Int64, occurredAt: Int64, eventID: [UInt8], stream: String,
        type: String, actor: String, data: [UInt8], metadata: [UInt8]
    ) {
        self.position = position
        self.version = version
        self.recordedAt = recordedAt
        self.occurredAt = occurredAt
        self.eventID = eventID
        self.stream = stream
        self.type = type
        self.actor = actor
        self.data = data
        self.metadata = metadata
    }

    /// Throws ``AuditFault/malformed(nl:en:)`` unless every byte belongs to a field.
    package init(parsing bytes: [UInt8]) throws(AuditFault) {
        var rest = bytes[...]
        position = try rest.takeNumber()
        version = try rest.takeNumber()
        recordedAt = try rest.takeNumber()
        occurredAt = try rest.takeNumber()
        eventID = Array(try rest.take(16))
        stream = try rest.takeText()
        type = try rest.takeText()
        actor = try rest.takeText()
        data = Array(try rest.takeField())
        metadata = Array(try rest.takeField())
        guard rest.isEmpty else {
            throw .malformed(
                nl: "achter de gebeurtenis staan nog \(rest.count) bytes",
                en: "\(rest.count) bytes follow the event's record")
        }
    }

    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(68 + stream.utf8.count + type.utf8.count + actor.utf8.count + data.count + metadata.count)
        for number in [position, version, recordedAt, occurredAt] { bytes += number.bigEndianBytes }
        bytes += eventID
        for field in [Array(stream.utf8), Array(type.utf8), Array(actor.utf8), data, metadata] {
            bytes += Int32(field.count).bigEndianBytes
            bytes += field
        }
        return bytes
    }

    package var leaf: TreeHash { TreeHash(leaf: bytes) }
}

extension ArraySlice<UInt8> {
    fileprivate mutating func take(_ count: Int) throws(AuditFault) -> ArraySlice<UInt8> {
        guard count <= self.count else {
            throw .malformed(
                nl: "de gebeurtenis eindigt midden in een veld", en: "the event's record ends within a field")
        }
        defer { removeFirst(count) }
        return prefix(count)
    }

    fileprivate mutating func takeNumber() throws(AuditFault) -> Int64 {
        Int64(bigEndianBytes: try take(8))
    }

    fileprivate mutating func takeField() throws(AuditFault) -> ArraySlice<UInt8> {
        let length = Int32(bigEndianBytes: try take(4))
        guard length >= 0 else {
            throw .malformed(
                nl: "de gebeurtenis heeft een veld met een lengte onder nul",
                en: "the event's record has a field of negative length")
        }
        return try take(Int(length))
    }

    fileprivate mutating func takeText() throws(AuditFault) -> String {
        guard let text = String(validating: try takeField(), as: UTF8.self) else {
            throw .malformed(
                nl: "een naam in de gebeurtenis is geen UTF-8", en: "a name in the event's record is not UTF-8")
        }
        return text
    }
}
