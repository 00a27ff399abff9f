import AuditLog
import AuditMessages
import ByteStreams
import EventSourcing
import LogAudit
import PostgresClient
import TradeMissions

/// Why a run came to nothing: the exit code, and what to tell.
struct AuditAbort: Error {
    let status: AuditStatus
    let words: Phrase

    init(_ status: AuditStatus, nl: String, en: String) {
        self.status = status
        words = Phrase(nl: nl, en: en)
    }

    init(any error: any Error) {
        switch error {
        case let abort as AuditAbort: self = abort
        case let failure as AuditFailure: self.init(failure)
        case let fault as AuditFault: self.init(fault)
        case let error as PostgresError: self.init(error)
        case let failure as StoreFailure: self.init(unavailable: "\(failure)")
        default:
            self.init(.bug, nl: "een fout in missieboek-audit: \(error)", en: "a bug in missieboek-audit: \(error)")
        }
    }

    init(_ failure: AuditFailure) {
        switch failure {
        case .finding(.falseTiles(let size)):
            // It accuses nobody of having changed the log.
            let words = LogFinding.falseTiles(size: size).words
            self.init(
                .verificationFailed,
                nl:
                    "\(words.nl): de map is beschadigd of van een ander logboek. Volgende stap: missieboek audit verify, en "
                    + "waar het logboek is wat is ondertekend, missieboek audit rebuild",
                en:
                    "\(words.en): the folder is damaged, or is another log's. Next step: missieboek audit verify, and where the "
                    + "log is what was signed, missieboek audit rebuild")
        case .finding(let finding):
            let words = finding.words
            self.init(
                .verificationFailed,
                nl:
                    "het logboek is veranderd: \(words.nl). Volgende stap: verander niets en waarschuw de auditor; missieboek "
                    + "audit verify toont alles wat niet klopt",
                en:
                    "the log was changed: \(words.en). Next step: change nothing and tell the auditor; missieboek audit verify "
                    + "shows all that is not right")
        case .folder(let path, let fault):
            let what = fault.words
            self.init(
                .verificationFailed, nl: "in de map van de bewijzen klopt \(path) niet: \(what.nl)",
                en: "in the folder of the proofs, \(path) is not right: \(what.en)")
        case .memory(let path, let fault):
            let what = fault.words
            self.init(
                .verificationFailed,
                nl:
                    "naast de sleutel hoort \(path), met wat die het laatst ondertekende, en dat klopt niet: \(what.nl)\n"
                    + "Volgende stap: zet het terug van waar de sleutel is bewaard. Is het voorgoed weg, zet er dan een "
                    + "afschrift neer van het grootste ijkpunt dat deze sleutel ondertekende, waar het ook bewaard is",
                en: "beside the key belongs \(path), with what it has signed last, and that is not right: \(what.en)\n"
                    + "Next step: put it back from where the key was kept. If it is lost for good, put a copy there of the "
                    + "largest checkpoint that this key has signed, wherever one was kept")
        case .storage(let path, let what):
            self.init(
                .inputOutput, nl: "\(path) kan niet worden geschreven: \(what)",
                en: "\(path) cannot be written: \(what)")
        case .proof(let fault): self.init(fault)
        case .database(let error): self.init(error)
        case .busy:
            self.init(
                .databaseUnavailable, nl: "iemand anders verzegelt dit logboek op dit moment; probeer het zo opnieuw",
                en: "somebody else is sealing this log at this moment; try again in a while")
        }
    }

    init(_ fault: AuditFault) {
        let words = fault.words { $0 }
        if case .malformed = fault {
            self.init(.badInput, nl: words.nl, en: words.en)
        } else {
            self.init(.verificationFailed, nl: words.nl, en: words.en)
        }
    }

    /// What is wrong with a file that somebody gave, of which there may be more than one.
    init(_ fault: AuditFault, in path: String) {
        let abort = AuditAbort(fault)
        self.init(abort.status, nl: "\(path): \(abort.words.nl)", en: "\(path): \(abort.words.en)")
    }

    init(badKey fault: AuditFault) {
        let words = fault.words { $0 }
        self.init(.usage, nl: words.nl, en: words.en)
    }

    init(_ error: PostgresError) {
        switch error {
        case .server(let report) where report.sqlState == .insufficientPrivilege:
            self.init(
                .notAllowed,
                nl: "de database staat deze login dit niet toe; in de woorden van de server: "
                    + "«\(report.message.inOneLine)»",
                en: "the database denies this: \(report.message.inOneLine)")
        case .server(let report) where ["42P01", "3F000", "42703"].contains(report.sqlState.rawValue):
            self.init(
                .verificationFailed, nl: "het logboek is er niet zoals het hoort: \(report.message.inOneLine)",
                en: "the log is not there as it should be: \(report.message.inOneLine)")
        case .server(let report):
            self.init(
                .databaseUnavailable,
                nl: "de database weigert: \(report.message.inOneLine)\nVolgende stap: missieboek doctor",
                en: "the database refuses: \(report.message.inOneLine)\nNext step: missieboek doctor")
        case .unreachable(let message), .connectionLost(let message, _), .unexpected(let message):
            self.init(unavailable: message.inOneLine)
        case .rolledBack: self.init(unavailable: "the server rolled the transaction back")
        }
    }

    private init(unavailable what: String) {
        self.init(
            .databaseUnavailable, nl: "de database is niet bereikbaar: \(what)\nVolgende stap: missieboek doctor",
            en: "the database cannot be reached: \(what)\nNext step: missieboek doctor")
    }

    init(_ error: StreamError, at path: String) {
        if error == .noSuchFile {
            self.init(.notFound, nl: "\(path) bestaat niet", en: "\(path) does not exist")
        } else if error == .notRegular {
            self.init(
                .badInput, nl: "\(path) is geen gewoon bestand. Volgende stap: bewaar het eerst als bestand",
                en: "\(path) is no regular file. Next step: keep it as a file first")
        } else {
            self.init(.inputOutput, nl: "\(path): \(error)", en: "\(path): \(error)")
        }
    }
}
