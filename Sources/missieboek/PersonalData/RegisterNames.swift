import EventSourcing
import PostgresEventStore
import TradeMissions

/// Puts names in place of the random ids of events, for the eyes of a user who may see the register.
struct RegisterNames {
    /// How each id is shown that is not shown as itself.
    private let shown: [String: String]
    /// What is to be said of names that were others then than they are now.
    let changes: [Phrase]

    static let none = RegisterNames([:], in: .english)

    /// The id of what was erased stays to be seen: it is all there is, and stands in the log for good.
    ///
    /// `later` is what the same ids stand for now, where these names are of a moment in the past.
    init(
        _ standings: [String: RegisterStanding], now later: [String: RegisterStanding] = [:], in language: Language
    ) {
        var shown: [String: String] = [:]
        var changes: [Phrase] = []
        for (id, standing) in standings.sorted(by: { $0.key < $1.key }) {
            switch standing {
            case .entered(let entry):
                shown[id] = entry.name.printable
                if case .entered(let now)? = later[id], now.name != entry.name {
                    changes.append(
                        Phrase(
                            nl: "\(entry.name.printable) heet nu \(now.name.printable).",
                            en: "\(entry.name.printable) is called \(now.name.printable) now."))
                }
            case .erased: shown[id] = "\(id) \(Self.erased.text(in: language))"
            case .unreadable: break
            }
        }
        (self.shown, self.changes) = (shown, changes)
    }

    static let erased = Phrase(nl: "[gewist]", en: "[erased]")

    /// The random ids that a text mentions.
    static func ids(in text: String) -> [String] {
        text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")) }.map(String.init).filter { word in
            Category.registered.contains { word.hasPrefix($0.rawValue + "-") }
        }
    }

    func shown(_ text: String) -> String {
        Self.ids(in: text).reduce(text) { text, id in
            guard let name = shown[id] else { return text }
            return text.split(separator: id, omittingEmptySubsequences: false).joined(separator: name)
        }
    }
}

extension Session {
    /// The register's names for every company, organisation and officer that these texts mention: as of the moment that
    /// the session asks about, or of now.
    ///
    /// What cannot be opened is shown by its id, and said once. An auditor who may not look into the register, and whoever
    /// reads within a scope, has ids and nothing else.
    func names(in texts: [String]) throws -> RegisterNames {
        let ids = Set(texts.flatMap(RegisterNames.ids)).sorted()
        guard !ids.isEmpty, scoped == nil, try store.personalDataRights().readsRegister else { return .none }
        let standings = try store.registerStandings(for: ids, asOf: namesPosition)
        let later = namesPosition == nil ? [:] : try store.registerStandings(for: ids)
        let troubles = standings.values.compactMap { standing in
            if case .unreadable(let trouble) = standing { trouble } else { nil }
        }
        if let trouble = troubles.first { console.complain(trouble.phrase.text(in: console.language)) }
        return RegisterNames(standings, now: later, in: console.language)
    }
}
