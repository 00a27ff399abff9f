import PostgresClient
import TradeMissions

extension Checkup {
    /// A pooler gives its client another number to cancel by than that of the server's process.
    ///
    /// Nothing is said when there is none.
    mutating func checkPooler(_ connection: borrowing Connection, isNamed: Bool) throws(PostgresError) {
        let process = try connection.run("select pg_backend_pid()").text(row: 0).flatMap { Int32($0) }
        let isThere = process != connection.backendProcessID
        guard isThere || isNamed else { return }
        if isNamed {
            add(
                "pooler", .ok,
                Phrase(
                    nl: "MISSIEBOEK_POOLER=transaction: niets rust op een sessie van de server",
                    en: "MISSIEBOEK_POOLER=transaction: nothing relies on a session of the server"))
        } else {
            add(
                "pooler", .warn,
                Phrase(nl: "er staat een pooler tussen", en: "a pooler stands in between"),
                next: Phrase(
                    nl: "werkt hij met pool_mode = transaction: zet MISSIEBOEK_POOLER=transaction",
                    en: "if it works with pool_mode = transaction: set MISSIEBOEK_POOLER=transaction"))
        }
    }
}
