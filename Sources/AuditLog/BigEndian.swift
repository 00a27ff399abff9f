// Numbers as bytes with the most significant one first, as PostgreSQL sends them and as C2SP has them in signatures.
//
// Inlinable: for each event of a log they are called from another module, where they would stay generic and take longer than
// its hash.
extension FixedWidthInteger {
    @inlinable package var bigEndianBytes: [UInt8] {
        stride(from: Self.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: self >> $0) }
    }

    /// From as many bytes as a number of this type has.
    @inlinable package init(bigEndianBytes bytes: some Sequence<UInt8>) {
        self = bytes.reduce(0) { $0 << 8 | Self(truncatingIfNeeded: $1) }
    }
}
