import PostgresClient
import PostgresEventStore
import TradeMissions

/// A copy of a whole database, which holds everything there is to read: entered in that database before it is made.
struct WholeCopy {
    private let action: ReadAction
    private let address: String
    private let options: GlobalOptions
    private let ground: GroundOption

    init(_ action: ReadAction, of address: String, _ options: GlobalOptions, on ground: GroundOption) {
        (self.action, self.address, self.options, self.ground) = (action, address, options, ground)
    }

    /// Makes the copy, with an entry before and after.
    ///
    /// A standby, and a database whose schema is older than the log of readings, cannot hold an entry. They are copied all
    /// the same, since a database without a backup is the greater harm, and that is said.
    func make(_ body: () async throws -> Void) async throws {
        let store = try PostgresEventStore(ConnectionOptions(address: address))
        guard try store.hasAccessLog(), try !store.isStandby() else {
            options.console.complain(Self.caution.text(in: options.console.language))
            return try await body()
        }
        try await AccessTrace(store, options, on: ground).around(action, of: .database, body)
    }

    private static let caution = Phrase(
        nl: "LET OP: deze database kan niet vastleggen dat zij wordt gekopieerd. Noteer het zelf.",
        en: "CAUTION: this database cannot record that it is copied. Note it yourself.")
}
