import ByteStreams
import CanonicalJSON
import EventSourcing
import TradeMissions

/// Results go to standard output, talk to standard error.
///
/// Neither ever carries a raw control character from data.
struct Console {
    let language: Language
    let isQuiet: Bool
    /// How wide results may be; nil when each row is a line, however long.
    var width = TextLayout.terminalWidth

    /// Writes a line of results.
    func print(_ line: String) throws {
        try write(line + "\n", to: .standardOutput)
    }

    /// Writes several lines of results at once.
    func print(lines: [String]) throws {
        guard !lines.isEmpty else { return }
        try print(lines.joined(separator: "\n"))
    }

    /// Says what happens, unless the user asked for quiet.
    func say(_ phrase: Phrase) {
        guard !isQuiet else { return }
        complain(phrase.text(in: language))
    }

    /// Says what went wrong, always.
    func complain(_ text: String) {
        // Nobody is left to tell when standard error is closed.
        try? write(text.printableLines + "\n", to: .standardError)
    }

    private func write(_ text: String, to stream: borrowing FileStream) throws {
        do throws(StreamError) {
            try stream.write(Array(text.utf8))
        } catch .brokenPipe {
            throw Failure(.ok, nil)
        }
    }
}

extension String {
    /// The text as a terminal may show it: everything that could steer it is replaced by U+FFFD.
    var printable: String {
        guard !unicodeScalars.allSatisfy(\.isPrintable) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map(\.shown)))
    }

    /// As ``printable``, line by line.
    var printableLines: String {
        split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable }.joined(separator: "\n")
    }
}

extension Unicode.Scalar {
    /// What a terminal may show in its place: itself, a blank for a line break or tab, else U+FFFD.
    var shown: Unicode.Scalar { isPrintable ? self : self == "\n" || self == "\t" ? " " : "\u{FFFD}" }
}

/// Whether the user reads Dutch: `--lang`, else the locale of the environment.
func language(option: Language?, environment: [String: String]) -> Language {
    if let option { return option }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    return locale?.hasPrefix("nl") ?? false ? .dutch : .english
}
