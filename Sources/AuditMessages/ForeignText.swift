import ByteStreams
package import TradeMissions

extension String {
    /// What somebody has written into the database, to be shown within a line: it makes none of its own, and is cut where it
    /// is long.
    package var inOneLine: String {
        let shown = unicodeScalars.prefix(Self.longest).map { $0.isShown ? $0 : "\u{FFFD}" }
        let isCut = unicodeScalars.dropFirst(Self.longest).isEmpty == false
        return String(String.UnicodeScalarView(shown)) + (isCut ? "…" : "")
    }

    private static let longest = 400
}

extension Phrase {
    /// As a text of somebody else's: see ``Swift/String/inOneLine``.
    package var inOneLine: Phrase { Phrase(nl: nl.inOneLine, en: en.inOneLine) }

    /// The server's own words, in whichever language it has.
    package init(ofServer text: String) {
        self.init(nl: text.inOneLine, en: text.inOneLine)
    }
}
