package import CanonicalJSON
package import PostgresEventStore
package import TradeMissions

/// Where a log breaks its own rules, or what guards it is not as it should be: what the database's `verify()` has found.
package struct LogDefect: Hashable, Sendable {
    /// What can be wrong, by the code under which the database finds it.
    package enum Kind: String, CaseIterable, Sendable {
        case versionGap = "version gap"
        case headDiffers = "head differs"
        case leafDiffers = "leaf differs"
        case unlawfulName = "unlawful name"
        case journalWithoutEvent = "journal without event"
        case eventWithoutJournal = "event without journal"
        case journalDiffers = "journal differs"
        case watermarkBeyondLog = "watermark beyond log"
        case definitionDiffers = "definition differs"
        case definitionsUnchecked = "definitions unchecked"
        case triggersSwitchedOff = "triggers switched off"
        case bindingsUnheeded = "bindings unheeded"
        case roleWithTooManyRights = "role with too many rights"
        case scopeCircumvented = "scope circumvented"
        case dutyNotNoted = "duty not noted"
        case dutyDiffers = "duty differs"
        case readingDiffers = "reading differs"
        case readingsBroken = "readings broken"
        case keyDestroyedWithoutEvent = "key destroyed without event"
    }

    /// The database's code; of a later release it may be none of ``Kind``.
    package let code: String
    package let stream: String?
    package let position: Int64?
    /// The values that the words name, in the order of each kind.
    package let particulars: [String]
    /// The database's own words, for a kind that this program does not know.
    package let detail: String

    package init(code: String, stream: String?, position: Int64?, particulars: [String], detail: String) {
        self.code = code
        self.stream = stream
        self.position = position
        self.particulars = particulars
        self.detail = detail
    }

    /// With the texts each held to one line: whoever owns the database may have written them.
    package init(_ finding: LogFindings.Finding) {
        self.init(
            code: finding.code.inOneLine, stream: finding.stream?.inOneLine, position: finding.position,
            particulars: finding.particulars.map(\.inOneLine), detail: finding.detail.inOneLine)
    }

    package var kind: Kind? { Kind(rawValue: code) }

    /// Where it is, and what.
    package var words: Phrase {
        let what = kind.map { words(of: $0) } ?? Phrase(nl: "\(code) \(detail)", en: "\(code) \(detail)")
        let dutch = [stream, position.map { "positie \($0)" }].compactMap(\.self).joined(separator: ", ")
        let english = [stream, position.map { "position \($0)" }].compactMap(\.self).joined(separator: ", ")
        return Phrase(
            nl: dutch.isEmpty ? what.nl : "\(dutch): \(what.nl)",
            en: english.isEmpty ? what.en : "\(english): \(what.en)")
    }

    package var node: Node {
        [
            "kind": .string(code.replacing(" ", with: "-")), "stream": stream.map { .string($0) } ?? .null,
            "position": position.map { .number(String($0)) } ?? .null,
            "particulars": .array(particulars.map { .string($0) }), "nl": .string(words.nl), "en": .string(words.en),
        ]
    }

    /// The value of this number; empty where the database gave fewer.
    func value(_ index: Int) -> String { index < particulars.count ? particulars[index] : "" }
}
