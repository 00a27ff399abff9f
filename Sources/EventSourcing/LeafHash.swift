extension RecordedEvent {
    /// The event's leaf in the audit log, in hexadecimal: SHA-256(0x00 || record), with the record as V0001_event_store.sql has it.
    ///
    /// The database computes the same when it stores the event; here it is computed of what was read, so that whoever
    /// certifies an event names the leaf of exactly those bytes.
    package var leafHash: String {
        var record: [UInt8] = [0]
        record.append(bigEndian: position)
        record.append(bigEndian: version)
        record.append(bigEndian: recordedAt.microseconds - Self.microsecondsTo2000)
        record.append(bigEndian: occurredAt.microseconds - Self.microsecondsTo2000)
        record += id.bytes
        for part in [Array(stream.text.utf8), Array(type.utf8), Array(actor.utf8), data, metadata] {
            record.append(bigEndian: Int32(part.count))
            record += part
        }
        return SHA256.digest(of: record).hexadecimal
    }

    /// PostgreSQL counts from 2000-01-01.
    private static let microsecondsTo2000: Int64 = 946_684_800_000_000
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian number: some FixedWidthInteger) {
        for shift in stride(from: number.bitWidth - 8, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
