import CanonicalJSON
import EventSourcing
import PostgresEventStore
import TradeMissions

/// A text that an event holds sealed, with what it says as far as this user may know.
struct SealedStatement {
    let passage: SealedPassage
    var standing = Standing.sealed

    enum Standing {
        case opened(String)
        /// The key is not at hand, or did not seal this.
        case sealed
        case erased
    }

    static let sealed = Phrase(nl: "[verzegeld]", en: "[sealed]")

    /// That of a stored event; nil when it has none.
    init?(in data: Node, of event: RecordedEvent) {
        guard let about = data[ConfidentialStatement.subjectField]?.stringValue,
            let text = data[ConfidentialStatement.field]?.stringValue,
            let bytes = (try? ConfidentialStatement(text: text))?.sealedBytes
        else { return nil }
        passage = SealedPassage(
            bytes, under: SealingKey(subject: about, dossier: event.stream.text), field: ConfidentialStatement.field)
    }

    /// For people.
    var phrase: Phrase {
        switch standing {
        case .opened(let text): Phrase(same: text)
        case .sealed: Self.sealed
        case .erased: RegisterNames.erased
        }
    }

    /// For programs: the text is null unless it is opened.
    var json: Node {
        let (word, text): (Node, Node) =
            switch standing {
            case .opened(let text): ("opened", .string(text))
            case .sealed: ("sealed", .null)
            case .erased: ("erased", .null)
            }
        return ["about": .string(passage.key.subject), "standing": word, "text": text]
    }
}

/// Opens sealed texts for the eyes of a user who may read keys.
struct StatementReader {
    let store: PostgresEventStore
    let console: Console
    /// Whether the keys are closed to the login, as to one that reads within a scope.
    let isClosed: Bool

    /// These statements, each with what it says.
    ///
    /// What cannot be opened is shown as sealed, and why is said once; nothing is said to an auditor, who has no part in
    /// keys.
    func read(_ statements: [SealedStatement]) throws -> [SealedStatement] {
        guard !statements.isEmpty, !isClosed, try store.personalDataRights().readsKeys else { return statements }
        let standings = try store.standings(of: statements.map(\.passage))
        var trouble: Phrase?
        let read = zip(statements, standings).map { statement, standing in
            var statement = statement
            switch standing {
            case .opened(let text): statement.standing = .opened(text)
            case .erased: statement.standing = .erased
            case .unreadable(let found): trouble = trouble ?? found.phrase
            case .foreign: trouble = trouble ?? Self.foreign(statement)
            }
            return statement
        }
        if let trouble { console.complain(trouble.text(in: console.language)) }
        return read
    }

    /// For whoever must leave nothing out: fails where one cannot be opened that was not erased.
    func readAll(_ statements: [SealedStatement]) throws -> [SealedStatement] {
        let standings = try store.standings(of: statements.map(\.passage))
        return try zip(statements, standings).map { statement, standing in
            var statement = statement
            switch standing {
            case .opened(let text): statement.standing = .opened(text)
            case .erased: statement.standing = .erased
            case .unreadable(let trouble): throw Failure(trouble)
            case .foreign: throw Failure(.verificationFailed, Self.foreign(statement))
            }
            return statement
        }
    }

    private static func foreign(_ statement: SealedStatement) -> Phrase {
        let key = statement.passage.key
        return Phrase(
            nl: "een tekst over \(key.subject) in \(key.dossier) is daar niet verzegeld, of is veranderd; "
                + "missieboek audit verify zegt of het logboek klopt",
            en: "a text on \(key.subject) in \(key.dossier) was not sealed there, or was changed; "
                + "missieboek audit verify says whether the log is right")
    }
}
