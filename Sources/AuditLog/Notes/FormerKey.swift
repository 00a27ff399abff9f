/// A key that signed a log until it handed over to another one, and counts no longer: `NAME+ID+BASE64@SIZE`.
///
/// Whoever stole it can sign what the log may have been up to then, and nothing that came later.
package struct FormerKey: Hashable, Sendable {
    package let key: VerifierKey
    /// The number of events up to which it counts: those under the checkpoint that it handed over with.
    package let size: Int64

    package init(_ key: VerifierKey, through size: Int64) {
        self.key = key
        self.size = size
    }

    /// Throws ``AuditFault/malformed(nl:en:)``.
    package init(parsing text: String) throws(AuditFault) {
        guard let sign = text.lastIndex(of: "@"), let size = Int64(canonical: text[text.index(after: sign)...]) else {
            throw .malformed(
                nl: "“\(text.prefix(100))” is geen vorige sleutel: NAAM+NUMMER+BASE64@GROOTTE",
                en: "“\(text.prefix(100))” is no former key: NAME+NUMBER+BASE64@SIZE")
        }
        self.init(try VerifierKey(parsing: String(text[..<sign])), through: size)
    }

    /// As ``init(parsing:)`` reads it.
    package var encoded: String { "\(key.encoded)@\(size)" }
}

/// Keys of one log as somebody names them: those that sign, and those that did so before.
package struct LogKeys: Hashable, Sendable {
    package private(set) var current: [VerifierKey] = []
    package private(set) var former: [FormerKey] = []

    /// Each is `NAME+ID+BASE64`, or a former key with `@SIZE` behind it; throws ``AuditFault/malformed(nl:en:)``.
    package init(parsing texts: [String]) throws(AuditFault) {
        for text in texts {
            // No base64 has that sign.
            if text[(text.lastIndex(of: "+") ?? text.startIndex)...].contains("@") {
                former.append(try FormerKey(parsing: text))
            } else {
                current.append(try VerifierKey(parsing: text))
            }
        }
    }

    /// The name that all of them have; nil when there is none, or more than one.
    package var name: String? {
        let names = (current + former.map(\.key)).map(\.name)
        guard let first = names.first, names.allSatisfy({ $0.utf8.elementsEqual(first.utf8) }) else { return nil }
        return first
    }

    /// Whether one of them is for a signature of this kind.
    package func hold(_ kind: SignatureKind) -> Bool {
        (current + former.map(\.key)).contains { $0.kind == kind }
    }
}
