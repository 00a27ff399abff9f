package import CanonicalJSON
package import TradeMissions

/// What `missieboek-audit` tells the program that runs it: JSON Lines on standard output, the last of which says what came
/// of it.
package enum AuditMessage: Hashable, Sendable {
    /// How far the log was read, and where it ended when that began; as often as there is something to show.
    case progress(position: Int64, end: Int64)
    /// What came of one part of the work, for people and for programs; more follows.
    case part(Phrase, data: Node)
    /// For people and for programs. The exit code is 0, or 5 when what was looked at is not as it should be.
    case result(status: AuditStatus, Phrase, data: Node)
    /// Why nothing came of it, with the exit code.
    case failure(status: AuditStatus, Phrase)
}

extension AuditMessage {
    /// More than all findings take that are told at once: whoever changes a log must not keep its verdict from being read.
    package static let limits = ParsingLimits(bytes: 8 << 20)

    package var node: Node {
        switch self {
        case .progress(let position, let end):
            ["progress": ["position": .number(String(position)), "end": .number(String(end))]]
        case .part(let words, let data):
            ["part": ["words": words.node, "data": data]]
        case .result(let status, let words, let data):
            ["result": ["status": .number(String(status.rawValue)), "words": words.node, "data": data]]
        case .failure(let status, let words):
            ["failure": ["status": .number(String(status.rawValue)), "words": words.node]]
        }
    }

    /// Nil for what is no such message.
    package init?(_ node: Node) {
        if let progress = node["progress"], let position = progress["position"]?.wholeNumber,
            let end = progress["end"]?.wholeNumber
        {
            self = .progress(position: position, end: end)
        } else if let part = node["part"], let words = part["words"].flatMap({ Phrase($0) }), let data = part["data"] {
            self = .part(words, data: data)
        } else if let result = node["result"], let status = result["status"]?.status,
            let words = result["words"].flatMap({ Phrase($0) }), let data = result["data"]
        {
            self = .result(status: status, words, data: data)
        } else if let failure = node["failure"], let status = failure["status"]?.status,
            let words = failure["words"].flatMap({ Phrase($0) })
        {
            self = .failure(status: status, words)
        } else {
            return nil
        }
    }
}

extension Phrase {
    fileprivate var node: Node { ["nl": .string(nl), "en": .string(en)] }

    fileprivate init?(_ node: Node) {
        guard let dutch = node["nl"]?.stringValue, let english = node["en"]?.stringValue else { return nil }
        self.init(nl: dutch, en: english)
    }
}

extension Node {
    fileprivate var wholeNumber: Int64? {
        guard case .number(let digits) = self else { return nil }
        return Int64(digits)
    }

    fileprivate var status: AuditStatus? { wholeNumber.flatMap { Int32(exactly: $0) }.flatMap(AuditStatus.init) }
}
