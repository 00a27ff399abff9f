import AuditMessages
import LogAudit
import PostgresClient

extension AuditAbort {
    /// Why the log could not be read: what was taken from an auditor's login is no lack of rights, and what somebody else
    /// holds is no server that is away.
    init(reading error: PostgresError, by connection: borrowing Connection) {
        guard case .server(let report) = error else {
            self.init(error)
            return
        }
        switch report.sqlState {
        case .insufficientPrivilege where (try? connection.executeOne(IsAuditors())) ?? false:
            let message = report.message.inOneLine
            self.init(
                .verificationFailed,
                nl:
                    "het recht om het logboek te lezen is van de login van een auditor afgenomen; in de woorden van de "
                    + "server: «\(message)». Volgende stap: zoek uit wie dat deed, voor u het teruggeeft",
                en:
                    "the right to read the log was taken from an auditor's login; in the server's words: “\(message)”. Next "
                    + "step: find out who did that, before you give it back")
        case .lockNotAvailable:
            let seconds = AuditDatabase.patience.components.seconds
            self.init(
                .databaseUnavailable,
                nl:
                    "iemand houdt de tabel van het logboek langer dan \(seconds) seconden bezet, en er is niets gelezen. "
                    + "Volgende stap: laat nagaan wie (pg_locks), en vraag het daarna opnieuw; langer wachten kan met "
                    + "MISSIEBOEK_AUDIT_PATIENCE",
                en:
                    "somebody has held the table of the log for more than \(seconds) seconds, and nothing was read. Next step: "
                    + "have it found out who (pg_locks), and ask again then; MISSIEBOEK_AUDIT_PATIENCE lets it wait longer"
            )
        default: self.init(error)
        }
    }
}
