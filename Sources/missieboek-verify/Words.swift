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

    /// What is wrong with the command line, and how to use the program.
    init(usage fault: Words) {
        self.init(.usage, nl: "\(fault.nl).\n\n\(Usage.words.nl)", en: "\(fault.en).\n\n\(Usage.words.en)")
    }

    init(bug error: any Error) {
        self.init(.bug, nl: "een fout in dit programma: \(error)", en: "a bug in this program: \(error)")
    }

    /// `file` is named where one is wrong by itself.
    init(_ fault: AuditFault, in file: String? = nil) {
        let words = fault.words(\.printable)
        let place = file.map { "\($0.printable): " } ?? ""
        if case .malformed = fault {
            self.init(.badInput, nl: place + words.nl, en: place + words.en)
        } else {
            self.init(.failed, nl: "NIET BEWEZEN: \(place)\(words.nl)", en: "NOT PROVED: \(place)\(words.en)")
        }
    }
}
