import AuditMessages
import PostgresClient
import PostgresEventStore
import TradeMissions

/// What the log says of itself, by functions that whoever owns the database can replace.
///
/// It stands beside what the bytes say, and never in its place: that nothing answers is a finding too.
struct Testimony {
    /// Where the log breaks its own rules; nil when this login may not ask, or nothing has answered.
    private(set) var defects: [LogDefect]?
    /// What is open to changes.
    private(set) var unguarded: [String] = []
    /// Why a question had no answer.
    private(set) var unanswered: [Phrase] = []

    /// Asks for as long as `patience`, each time; `findDefects` asks the log's own rules.
    init(
        of connection: borrowing Connection, within patience: Duration,
        findDefects: (borrowing Connection) throws -> [LogDefect]?
    ) {
        do {
            unguarded = try Patience(patience).wait(for: connection) { try $0.execute(UnguardedTables()) }
        } catch {
            let reason = Self.reason(error, patience)
            unanswered.append(
                Phrase(
                    nl: "welke tabellen zijn bewaakt, zegt deze database niet: \(reason.nl)",
                    en: "which tables are guarded this database does not say: \(reason.en)"))
        }
        do { defects = try Patience(patience).wait(for: connection, findDefects) } catch {
            let reason = Self.reason(error, patience)
            unanswered.append(
                Phrase(
                    nl:
                        "event_store.verify() antwoordt niet zoals die van dit programma; zij is weg, kapot of een andere: "
                        + reason.nl,
                    en:
                        "event_store.verify() does not answer as this program's does; it is gone, broken or another one: "
                        + reason.en))
        }
    }

    private static func reason(_ error: any Error, _ patience: Duration) -> Phrase {
        let late = Phrase(
            nl: "geen antwoord binnen \(patience.components.seconds) seconden, of de verbinding is verbroken",
            en: "no answer within \(patience.components.seconds) seconds, or the connection was lost")
        return switch error as? PostgresError {
        case .server(let report)?:
            report.sqlState == .queryCanceled ? late : Phrase(ofServer: report.message)
        case .unexpected(let what)?: Phrase(ofServer: what)
        case .connectionLost?, .unreachable?: late
        case .rolledBack?, nil: AuditAbort(any: error).words.inOneLine
        }
    }
}
