/// The beginning of a text that would do something if it were shown as it is.
struct Poison: Sendable {
    let text: String
    /// How many of its characters a table and a spreadsheet must not show.
    let hiddenCount: Int

    private init(_ text: String, hiding hiddenCount: Int = 0) {
        self.text = text
        self.hiddenCount = hiddenCount
    }

    /// What a command takes, in a name too: for spreadsheets and pages.
    static let ofNames = [
        Poison("=1+1"), Poison("+1+1"), Poison("-1+1"), Poison("@SUM(A1)"), Poison("\u{FF1D}1+1"),
        // A sign with an accent is one character in Swift, and still that sign in a file.
        Poison("=\u{301}1+1"), Poison("\"\u{301},=1+1"), Poison(",\u{301},+1"), Poison("\"=1+1\""),
        Poison("x;=1+1;"), Poison("x;\"=1+1;"), Poison("<script>alert(1)</script>"),
        Poison("\"><img src=x onerror=alert(1)>"), Poison("javascript:alert(1)"),
    ]
    /// What a command takes besides, in a text that may have lines.
    static let ofLines = [
        Poison("\t=1+1"), Poison("\n=1+1"), Poison("\n\"=1+1"), Poison("x\n\t@SUM(A1)"),
        Poison("\u{200B}=1+1", hiding: 1),
        Poison("\u{FEFF}=1+1", hiding: 1), Poison("\u{AD}x", hiding: 1), Poison("\u{E0041}\u{E007F}", hiding: 2),
        Poison("\u{A0}=1+1", hiding: 1),
    ]
    /// What no command takes.
    static let refused =
        [
            Poison("\u{1B}[2J", hiding: 1), Poison("\u{1B}]0;x\u{07}", hiding: 2), Poison("\u{9B}31m", hiding: 1),
            Poison("\u{08}\u{08}x", hiding: 2), Poison("\r=1+1", hiding: 1), Poison("\u{0C}\u{0B}", hiding: 2),
            Poison("\r\n=1+1", hiding: 1), Poison("\u{7F}\u{85}\u{9F}", hiding: 3), Poison("\u{2028}=1", hiding: 1),
            Poison("\u{2029}=1", hiding: 1), Poison("\u{202E}x\u{202C}", hiding: 2), Poison("\u{061C}", hiding: 1),
        ]
        + ["\u{200E}", "\u{200F}", "\u{202A}", "\u{202B}", "\u{202D}", "\u{2066}", "\u{2067}", "\u{2068}", "\u{2069}"]
        .map { Poison("\($0)x", hiding: 1) }

    static let lawful = ofNames + ofLines
    static let all = lawful + refused
}

/// Texts made hostile: each begins with a poison and with a mark by which it is found again.
///
/// The same text becomes the same hostile one, so that what belonged together still does.
struct HostileTexts {
    struct Text: Hashable, Sendable {
        let text: String
        let mark: String
        let hiddenCount: Int
    }

    /// Of texts that were made before, all begin with another letter.
    let letter: Character
    private(set) var made: [Text] = []
    private var byOriginal: [String: Text] = [:]

    init(marking letter: Character) { self.letter = letter }

    /// The hostile form of a text.
    mutating func poisoned(_ original: String, by poisons: [Poison]) -> String {
        if let known = byOriginal[original] { return known.text }
        let text = another(original, by: poisons)
        byOriginal[original] = text
        return text.text
    }

    /// One that is made of no other, though the same text was made one before.
    mutating func another(_ original: String, by poisons: [Poison]) -> Text {
        let poison = poisons[made.count % poisons.count]
        let mark = "\(letter)\(made.count)\(letter)"
        let text = Text(text: "\(poison.text)\(mark) \(original)", mark: mark, hiddenCount: poison.hiddenCount)
        made.append(text)
        return text
    }
}
