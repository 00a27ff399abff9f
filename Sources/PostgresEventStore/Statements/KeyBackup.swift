package import EventSourcing
package import PersonalDataSealing
package import PostgresClient

/// A key as a backup of the keys has it, or that it was destroyed.
package struct KeptKey: Hashable, Sendable {
    package let scope: KeyScope
    /// Nil when the key was destroyed.
    package let wrapped: WrappedKey?
    /// The marker of the key with each bit turned.
    package let trace: [UInt8]?
    package let madeAt: Timestamp?
    package let destroyedAt: Timestamp?
    package let destroyedBy: UniqueID?

    package init(
        scope: KeyScope, wrapped: WrappedKey?, trace: [UInt8]?, madeAt: Timestamp?, destroyedAt: Timestamp?,
        destroyedBy: UniqueID?
    ) {
        self.scope = scope
        self.wrapped = wrapped
        self.trace = trace
        self.madeAt = madeAt
        self.destroyedAt = destroyedAt
        self.destroyedBy = destroyedBy
    }
}

/// Every key that there is, and every one that was destroyed.
package struct ExportKeys: Statement {
    package static let name = "export_keys"
    package static let sql = """
        select subject, dossier, wrapped, trace, made_at, destroyed_at, destroyed_by from keys.export()
        """

    package init() {}
    package func bind(to parameters: inout Parameters) {}

    package static func decode(_ row: inout Row) throws(PostgresError) -> KeptKey {
        let scope = KeyScope(subject: try row.next(), dossier: try row.next())
        let (wrapped, trace): ([UInt8]?, [UInt8]?) = (try row.nextOptional(), try row.nextOptional())
        let (madeAt, destroyedAt): (PostgresTimestamp?, PostgresTimestamp?) =
            (try row.nextOptional(), try row.nextOptional())
        let destroyedBy: PostgresUUID? = try row.nextOptional()
        return KeptKey(
            scope: scope, wrapped: wrapped.map { WrappedKey(bytes: $0) }, trace: trace,
            madeAt: madeAt.map { Timestamp($0) }, destroyedAt: destroyedAt.map { Timestamp($0) },
            destroyedBy: destroyedBy.map { UniqueID($0) })
    }
}

/// Which book the keys are of: it stays the same wherever that is restored or goes on.
package struct ReadBookOfKeys: Statement {
    package static let name = "read_book_of_keys"
    package static let sql = "select keys.book()"

    package init() {}
    package func bind(to parameters: inout Parameters) {}

    package static func decode(_ row: inout Row) throws(PostgresError) -> UniqueID {
        UniqueID(try row.next())
    }
}

/// Puts every key in another wrapping; gives how many.
package struct RewrapKeys: Statement {
    package let keys: [(scope: KeyScope, former: WrappedKey, wrapped: WrappedKey)]

    package static let name = "rewrap_keys"
    package static let sql = "select keys.rewrap($1, $2, $3, $4)"

    package init(keys: [(scope: KeyScope, former: WrappedKey, wrapped: WrappedKey)]) {
        self.keys = keys
    }

    package func bind(to parameters: inout Parameters) {
        parameters.append(array: keys) { $0.scope.subject }
        parameters.append(array: keys) { $0.scope.dossier }
        parameters.append(array: keys) { $0.former.bytes }
        parameters.append(array: keys) { $0.wrapped.bytes }
    }

    package static func decode(_ row: inout Row) throws(PostgresError) -> Int64 { try row.next() }
}

/// Takes keys back; what was destroyed on either side stays so.
package struct RestoreKeys: Statement {
    package struct Outcome: Hashable, Sendable {
        /// Keys that came back.
        package let restored: Int64
        /// Keys that were there, and were destroyed by what the backup knows.
        package let destroyed: Int64
        /// Keys in the backup that were destroyed since, and did not come back.
        package let refused: Int64
    }

    package let keys: [KeptKey]

    package static let name = "restore_keys"
    package static let sql = "select restored, destroyed, refused from keys.restore($1, $2, $3, $4, $5, $6, $7)"

    package init(keys: [KeptKey]) {
        self.keys = keys
    }

    package func bind(to parameters: inout Parameters) {
        parameters.append(array: keys) { $0.scope.subject }
        parameters.append(array: keys) { $0.scope.dossier }
        parameters.append(array: keys) { $0.wrapped?.bytes }
        parameters.append(array: keys) { $0.trace }
        parameters.append(array: keys) { $0.madeAt.map { PostgresTimestamp($0) } }
        parameters.append(array: keys) { $0.destroyedAt.map { PostgresTimestamp($0) } }
        parameters.append(array: keys) { $0.destroyedBy.map { PostgresUUID($0) } }
    }

    package static func decode(_ row: inout Row) throws(PostgresError) -> Outcome {
        Outcome(restored: try row.next(), destroyed: try row.next(), refused: try row.next())
    }
}
