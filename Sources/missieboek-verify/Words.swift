import AuditLog

/// A text in both languages.
struct Words {
    let nl: String
    let en: String

    func text(_ language: Language) -> String { language == .dutch ? nl : en }
}

enum Language: String {
    case dutch = "nl"
    case english = "en"
}

/// Why the program ends without a proof: its exit code, and what to tell.
struct Refusal: Error {
    enum Status: Int32 {
        case bug = 1
        case failed = 5
        case usage = 64
        case badInput = 65
        case notFound = 66
        case inputOutput = 74
    }

    let status: Status
    let words: Words

    init(_ status: Status, nl: String, en: String) {
        self.status = status
        words = Words(nl: nl, en: en)
    }

    init(bug error: any Error) {
        self.init(.bug, nl: "een fout in dit programma: \(error)", en: "a bug in this program: \(error)")
    }

    init(_ fault: AuditFault) {
        switch fault {
        case .malformed(let what):
            self.init(.badInput, nl: "dit is geen bewijs: \(what)", en: "this is no proof: \(what)")
        case .unsigned:
            self.init(
                .failed, nl: "NIET BEWEZEN: niet iedere opgegeven sleutel heeft het ijkpunt ondertekend.",
                en: "NOT PROVED: not every key that was given has signed the checkpoint.")
        case .wrongSignature(let key):
            self.init(
                .failed, nl: "NIET BEWEZEN: de handtekening van \(key) is vals.",
                en: "NOT PROVED: the signature of \(key) is false.")
        case .otherLog(let origin):
            self.init(
                .failed, nl: "NIET BEWEZEN: het ijkpunt is van een ander logboek, \(origin.printable).",
                en: "NOT PROVED: the checkpoint is of another log, \(origin.printable).")
        case .notIncluded(let index):
            self.init(
                .failed, nl: "NIET BEWEZEN: op plaats \(index) van het logboek, geteld vanaf 0, staat iets anders.",
                en: "NOT PROVED: something else stands at place \(index) of the log, counted from 0.")
        case .inconsistent(let earlier, let later):
            self.init(
                .failed,
                nl:
                    "NIET BEWEZEN: van de eerste \(earlier) gebeurtenissen is iets herschreven voordat het er \(later) werden.",
                en: "NOT PROVED: something in the first \(earlier) events was rewritten before there were \(later).")
        case .incomplete(let stream, let version):
            self.init(
                .failed, nl: "NIET BEWEZEN: van \(stream.printable) ontbreekt versie \(version).",
                en: "NOT PROVED: version \(version) of \(stream.printable) is missing.")
        }
    }
}
