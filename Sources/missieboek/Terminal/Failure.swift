import ByteStreams
import CommandBus
import EmbeddedPostgres
import EventSourcing
import PostgresClient
import TradeMissions

/// The exit codes that scripts rely on.
enum ExitStatus: Int32, CaseIterable {
    case ok = 0
    case bug = 1
    case ruleRefused = 2
    case versionConflict = 3
    case notAllowed = 4
    case verificationFailed = 5
    case usage = 64
    case badInput = 65
    case notFound = 66
    case databaseUnavailable = 69
    case cannotCreate = 73
    case inputOutput = 74
    case outcomeUnknown = 75

    var meaning: Phrase {
        switch self {
        case .ok: Phrase(nl: "gelukt", en: "done")
        case .bug: Phrase(nl: "een fout in dit programma", en: "a bug in this program")
        case .ruleRefused: Phrase(nl: "geweigerd door een regel", en: "refused by a rule")
        case .versionConflict: Phrase(nl: "intussen veranderd", en: "changed meanwhile")
        case .notAllowed: Phrase(nl: "niet bevoegd", en: "not allowed")
        case .verificationFailed: Phrase(nl: "een controle is niet geslaagd", en: "a verification failed")
        case .usage: Phrase(nl: "onjuiste aanroep", en: "wrong usage")
        case .badInput: Phrase(nl: "onjuiste invoer", en: "bad input")
        case .notFound: Phrase(nl: "niet gevonden", en: "not found")
        case .databaseUnavailable: Phrase(nl: "de database is niet beschikbaar", en: "the database is unavailable")
        case .cannotCreate: Phrase(nl: "kan iets niet aanmaken", en: "cannot create something")
        case .inputOutput: Phrase(nl: "lezen of schrijven mislukte", en: "reading or writing failed")
        case .outcomeUnknown:
            Phrase(
                nl: "uitkomst onbekend; geef dezelfde opdracht met hetzelfde nummer opnieuw",
                en: "outcome unknown; retry with the same id")
        }
    }
}

/// Why a run ends early: the exit code, and what to tell the user.
struct Failure: Error {
    let status: ExitStatus
    let message: Phrase?

    init(_ status: ExitStatus, _ message: Phrase?) {
        self.status = status
        self.message = message
    }

    init(_ failure: StoreFailure) {
        switch failure {
        case .conflict(let stream, _, _):
            self.init(
                .versionConflict,
                Phrase(
                    nl: "\(stream.text) is intussen veranderd; probeer het opnieuw.",
                    en: "\(stream.text) has changed meanwhile; try again."))
        case .commandReused(let id):
            self.init(
                .badInput,
                Phrase(
                    nl: "het opdrachtnummer \(id.text) is al voor een andere opdracht gebruikt.",
                    en: "the command id \(id.text) was used before for another command."))
        case .invalid(let what): self.init(.badInput, Phrase(nl: what, en: what))
        case .numberTaken(let holder):
            self.init(
                .badInput,
                Phrase(
                    nl: "het KvK-nummer staat in het register al voor \(holder).",
                    en: "the register has the KvK number for \(holder) already."))
        case .keyDestroyed(let subject, let dossier): self.init(.badInput, .erased(subject, in: dossier))
        case .notKeptApart(let file, let account, _):
            self.init(
                .ruleRefused,
                Phrase(
                    nl: "dezelfde persoon deed, als \(account), aan \(file) al wat hiervan gescheiden blijft (INV-7).",
                    en: "the same person, as \(account), did already on \(file) what is kept apart from this (INV-7)."))
        case .denied(let what):
            self.init(
                .notAllowed,
                Phrase(
                    nl: "de database staat deze login dit niet toe; in de woorden van de server: «\(what)»",
                    en: "the database denies this: \(what)"))
        case .actorRefused(let what):
            self.init(
                .notAllowed,
                Phrase(
                    nl: "deze login mag dat niet voor deze functionaris: \(what)",
                    en: "this login may not do that for this officer: \(what)"))
        case .sealed(let trouble): self.init(trouble)
        case .readOnly:
            self.init(
                .databaseUnavailable,
                Phrase(
                    nl:
                        "deze database is een replica, en legt niets vast. Volgende stap: stel er vragen aan met --replica, "
                        + "of laat haar het overnemen met missieboek db promote.",
                    en:
                        "this database is a replica, and records nothing. Next step: ask it with --replica, or let it take "
                        + "over with missieboek db promote."))
        case .lockedOut:
            self.init(
                .databaseUnavailable,
                Phrase(
                    nl:
                        "een andere sessie houdt te lang vast waar deze op wacht. Er is niets vastgelegd.\nVolgende stap: "
                        + "probeer het opnieuw; blijft het, laat de beheerder in pg_stat_activity een transactie zoeken die "
                        + "openstaat (idle in transaction)",
                    en:
                        "another session holds for too long what this one waits for. Nothing was recorded.\nNext step: try "
                        + "again; if it stays, have the administrator look in pg_stat_activity for a transaction that is "
                        + "left open (idle in transaction)"))
        case .unavailable(let what):
            self.init(
                .databaseUnavailable,
                Phrase(
                    nl: "de database is niet bereikbaar: \(what)\nVolgende stap: missieboek doctor",
                    en: "the database cannot be reached: \(what)\nNext step: missieboek doctor"))
        case .outcomeUnknown(let what):
            self.init(
                .outcomeUnknown,
                Phrase(
                    nl: "de verbinding brak af vóór het antwoord: \(what)\nGeef dezelfde opdracht met hetzelfde nummer "
                        + "opnieuw: niets wordt dubbel vastgelegd.",
                    en:
                        "the connection broke before the answer: \(what)\nGive the same command with the same id again: "
                        + "nothing is recorded twice."))
        case .corrupt(let what):
            self.init(
                .verificationFailed,
                Phrase(nl: "het logboek is beschadigd: \(what)", en: "the log is damaged: \(what)"))
        case .unknownEvent(let type, let stream, let position):
            self.init(
                .verificationFailed,
                Phrase(
                    nl:
                        "\(stream.text) bevat een gebeurtenis die dit programma niet kent: \(type), op positie \(position). "
                        + "Een latere versie legde die vast.\nVolgende stap: werk dit programma bij.",
                    en:
                        "\(stream.text) holds an event that this program does not know: \(type), at position \(position). "
                        + "A later release recorded it.\nNext step: update this program."))
        }
    }

    init(_ error: PostgresError) {
        switch error {
        case .server(let report) where report.sqlState == .insufficientPrivilege:
            self.init(StoreFailure.denied(report.message))
        case .unreachable(let message), .connectionLost(let message, _): self.init(StoreFailure.unavailable(message))
        case .server(let report): self.init(StoreFailure.unavailable(report.message))
        case .rolledBack: self.init(StoreFailure.unavailable("the server rolled the transaction back"))
        case .unexpected(let message): self.init(StoreFailure.corrupt(message))
        }
    }

    init(_ error: EmbeddedPostgresError) {
        let status: ExitStatus =
            switch error {
            case .folderUnusable, .folderReadOnly, .folderInTheWay, .clusterExists: .cannotCreate
            case .backupDamaged: .badInput
            case .serverMissing, .accountMissing, .userWithoutName, .homeOfAnother, .dataOfRoot, .folderNotPrivate,
                .busy,
                .commandFailed, .startFailed:
                .databaseUnavailable
            }
        self.init(status, Phrase(nl: error.dutch, en: error.english))
    }

    /// What any thrown error means to the user.
    init(any error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let failure as StoreFailure: self.init(failure)
        case let trouble as KeyTrouble: self.init(trouble)
        case let error as EmbeddedPostgresError: self.init(error)
        case let error as PostgresError: self.init(error)
        case let error as InvalidText: self.init(.usage, Phrase(error))
        case let error as StreamError where error == .isFolder: self.init(.badInput, error.phrase)
        case let error as StreamError:
            self.init(
                .inputOutput,
                Phrase(nl: "lezen of schrijven mislukte: ", en: "reading or writing failed: ") + error.phrase)
        default: self.init(.bug, Phrase(nl: "onverwachte fout: \(error)", en: "unexpected error: \(error)"))
        }
    }
}

extension StreamError {
    /// What users meet most in their own language; the rest in the system's words.
    var phrase: Phrase {
        switch self {
        case .noSuchFile: Phrase(nl: "dit bestand bestaat niet", en: "there is no such file")
        case .notAllowed: Phrase(nl: "u mag dit bestand niet lezen", en: "you may not read this file")
        case .isFolder: Phrase(nl: "dit is een map, geen bestand", en: "this is a folder, not a file")
        default: Phrase(same: description)
        }
    }
}
