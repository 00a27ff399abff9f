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
    /// A standby, and a database whose schema is older than the log of readings, cannot hold an entry; and one can be kept
    /// from it by whoever holds the lock of that log. They are copied all the same, since a database without a backup is
    /// the greater harm, and that is said.
    func make(_ body: () async throws -> Void) async throws {
        let store = try PostgresEventStore(ConnectionOptions(address: address))
        guard try store.hasAccessLog(), try !store.isStandby() else {
            caution(Self.unable)
            return try await body()
        }
        let trace = AccessTrace(store, options, on: ground.text)
        let isEntered = try trace.recordUnlessLocked(action, of: .database, .begun)
        if !isEntered { caution(Self.locked) }
        do { try await body() } catch {
            // That it was begun is entered already, or was said.
            if isEntered { try? trace.record(action, of: .database, .failed) }
            throw error
        }
        if isEntered, try !trace.recordUnlessLocked(action, of: .database, .written) { caution(Self.locked) }
    }

    private func caution(_ phrase: Phrase) { options.console.complain(phrase.text(in: options.console.language)) }

    private static let locked = Phrase(
        nl:
            "LET OP: een andere sessie houdt het logboek van inzage vast; dat deze database wordt gekopieerd staat er niet of "
            + "niet geheel in. Noteer het zelf.",
        en:
            "CAUTION: another session holds the log of readings; that this database is copied is not in it, or not wholly. "
            + "Note it yourself.")

    private static let unable = Phrase(
        nl: "LET OP: deze database kan niet vastleggen dat zij wordt gekopieerd. Noteer het zelf.",
        en: "CAUTION: this database cannot record that it is copied. Note it yourself.")
}
