extension UniqueID {
    /// The id of a command's nth event, counted from 1: the one scheme, in every store.
    ///
    /// The first 16 bytes of SHA-256(command id || n as four bytes), marked as a UUID of version 8 (RFC 9562).
    /// So an id follows from what is known before the append, a repeated command gives the same ids, and the command
    /// id's uniqueness makes them unique. In SQL it is `event_store.event_id`.
    package static func event(_ ordinal: Int, of command: UniqueID) -> UniqueID {
        let number = UInt32(ordinal)
        let digest = SHA256.digest(
            of: command.bytes + (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) })
        let words = [digest[..<8], digest[8..<16]].map { bytes in bytes.reduce(0 as UInt64) { $0 << 8 | UInt64($1) } }
        return UniqueID(
            high: words[0] & 0xFFFF_FFFF_FFFF_0FFF | 0x8000,
            low: words[1] & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    }
}
