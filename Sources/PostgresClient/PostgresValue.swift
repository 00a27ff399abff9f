/// A type with a binary form in PostgreSQL, as a parameter and as a column.
package protocol PostgresValue: Sendable {
    static var type: PostgresType { get }
    /// Appends the binary form, without its length.
    func appendBinary(to bytes: inout [UInt8])
    /// Reads the binary form. Fails with ``PostgresError/unexpected(_:)`` when it is not one.
    init(binary: RawSpan) throws(PostgresError)
}

/// A type by its number in `pg_type`, with that of the array of it.
package struct PostgresType: Hashable, Sendable {
    package let number: UInt32
    package let arrayNumber: UInt32

    static let bool = PostgresType(number: 16, arrayNumber: 1000)
    static let bytea = PostgresType(number: 17, arrayNumber: 1001)
    static let int8 = PostgresType(number: 20, arrayNumber: 1016)
    static let int4 = PostgresType(number: 23, arrayNumber: 1007)
    static let text = PostgresType(number: 25, arrayNumber: 1009)
    static let timestamptz = PostgresType(number: 1184, arrayNumber: 1185)
    static let uuid = PostgresType(number: 2950, arrayNumber: 2951)
}

/// A value of type `uuid`.
package struct PostgresUUID: Hashable, Sendable {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        (self.high, self.low) = (high, low)
    }
}

/// A value of type `timestamptz`, in microseconds since 1970-01-01T00:00:00Z.
///
/// The server refuses what lies before 4713 BC (22008); `infinity` and what lies beyond Int64 are unexpected.
package struct PostgresTimestamp: Hashable, Sendable {
    package let microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }
}
