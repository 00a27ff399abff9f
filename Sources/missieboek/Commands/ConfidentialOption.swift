import ByteStreams
import CommandBus
import TradeMissions

/// An option for a text that others of this machine should not read in the list of processes.
enum ConfidentialOption {
    /// What was written behind the option, or what stands in the file that it names: `@FILE`, or `@-` for standard input.
    ///
    /// Without the line break at the end of the file. Says nothing of what the text holds.
    static func text(_ given: String, of name: String) throws -> String {
        guard given.hasPrefix("@") else { return given }
        let file = String(given.dropFirst())
        var bytes: [UInt8] = []
        let stream = try DispatchCommand.open(file)
        do throws(StreamError) {
            // A byte more than the text and its line break: what is longer is refused, never cut off.
            while bytes.count <= limit + 2 {
                let part = try stream.read(upTo: limit + 3)
                if part.isEmpty { break }
                bytes += part
            }
        } catch {
            throw Failure(.badInput, Phrase(same: "\(file): ") + error.phrase)
        }
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        guard bytes.count <= limit, let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(
                .badInput,
                Phrase(
                    nl: "--\(name): \(file.shownSafely) is geen tekst (UTF-8) van hoogstens \(limit) bytes",
                    en: "--\(name): \(file.shownSafely) is no text (UTF-8) of at most \(limit) bytes"))
        }
        return text
    }

    private static let limit = ConfidentialStatement.longestText
}
