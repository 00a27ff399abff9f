import CommandBus
import PostgresClient
import PostgresEventStore
import TradeMissions

extension Checkup {
    /// A transaction that is left open holds up who reads after it; says nothing when each login's ends by itself.
    mutating func checkLogins(_ connection: borrowing Connection) throws(PostgresError) {
        let logins = try connection.execute(UnlimitedLogins())
        guard !logins.isEmpty else { return }
        let list = logins.map(\.shownSafely).joined(separator: ", ")
        add(
            "logins", .warn,
            Phrase(
                nl: "transacties die openblijven houden anderen voor altijd op, bij: \(list)",
                en: "transactions that are left open hold up others for ever, of: \(list)"),
            next: Phrase(
                nl: "als superuser, voor elk: alter role … set idle_in_transaction_session_timeout = '10s'",
                en: "as a superuser, for each: alter role … set idle_in_transaction_session_timeout = '10s'"))
    }
}
