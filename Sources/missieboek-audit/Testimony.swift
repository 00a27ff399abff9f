import AuditMessages
import CanonicalJSON
import LogAudit
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
    /// What could show an audit something else than everybody sees.
    private(set) var strange: [StrangeParts.Part] = []
    /// Why a question had no answer.
    private(set) var unanswered: [Phrase] = []

    /// Asks for as long as `patience`, each time; `findDefects` asks the log's own rules.
    init(
        of connection: borrowing Connection, within patience: Duration,
        findDefects: (borrowing Connection) throws -> [LogDefect]?
    ) {
        do {
            strange = try Patience(patience).wait(for: connection) { try $0.execute(StrangeParts()) }
            unguarded = try Patience(patience).wait(for: connection) { try $0.execute(UnguardedTables()) }
        } catch {
            let reason = Self.reason(error, patience)
            unanswered.append(
                Phrase(
                    nl:
                        "wat er aan deze database is veranderd en welke tabellen zijn bewaakt, zegt zij niet: \(reason.nl)",
                    en: "what was changed in this database and which tables are guarded it does not say: \(reason.en)"))
        }
        do { defects = try Patience(patience).wait(for: connection, findDefects) } catch let taken as RightTaken {
            unanswered.append(taken.words)
        } catch {
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

    /// The function is there, and a login that the schema lets call it may not: of the function itself that says nothing.
    struct RightTaken: Error {
        var words: Phrase {
            Phrase(
                nl:
                    "een lid van missieboek_auditor mag event_store.verify() aanroepen, en deze login mag dat niet meer: "
                    + "iemand heeft dat recht weggenomen. Volgende stap: zoek uit wie, voor u het teruggeeft",
                en:
                    "a member of missieboek_auditor may call event_store.verify(), and this login may not any more: somebody "
                    + "has taken that right away. Next step: find out who, before you give it back")
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

extension StrangeParts.Part {
    var words: Phrase {
        let name = name.inOneLine
        return switch kind {
        case .function, .operator, .cast:
            Phrase(
                nl: "niet van de server zelf, en toch in pg_catalog: \(kind.words.nl) \(name)",
                en: "not of the server itself, and in pg_catalog all the same: \(kind.words.en) \(name)")
        case .table, .column:
            Phrase(
                nl: "niet de tabel van het logboek zoals dit programma die maakt: \(kind.words.nl) \(name)",
                en: "not the table of the log as this program makes it: \(kind.words.en) \(name)")
        case .policy:
            Phrase(
                nl: "kan rijen verbergen voor wie nagaat, en is niet van dit programma: \(kind.words.nl) \(name)",
                en: "can hide rows from whoever verifies, and is not this program's: \(kind.words.en) \(name)")
        case .replaced:
            Phrase(
                nl:
                    "van de server zelf, en nu doet iets van een ander er het werk, dat een gebeurtenis anders kan tonen dan "
                    + "zij is: \(name). Volgende stap: ga dit logboek na op een server van uzelf",
                en: "of the server itself, and now something of somebody else's does its work, which can show an event "
                    + "otherwise than it is: \(name). Next step: verify this log on a server of yours")
        }
    }

    var node: Node { ["kind": .string(kind.rawValue), "name": .string(name.inOneLine)] }
}

extension StrangeParts.Kind {
    fileprivate var words: Phrase {
        switch self {
        case .function: Phrase(nl: "functie", en: "function")
        case .operator: Phrase(nl: "operator", en: "operator")
        case .cast: Phrase(nl: "conversie van", en: "cast from")
        case .table: Phrase(nl: "tabel", en: "table")
        case .column: Phrase(nl: "kolom", en: "column")
        case .policy: Phrase(nl: "rijbeleid", en: "row-level policy")
        case .replaced: Phrase(nl: "vervangen", en: "replaced")
        }
    }
}
