import CanonicalJSON
import EventSourcing
import TradeMissions

/// What the server's log says of a statement, or of a login, that it refused for want of a right.
///
/// The statement itself is not in the log, nor any value of it: see `ServerSetting`.
struct DeniedStatement: Hashable {
    let time: Timestamp
    /// The server's process that served the session.
    let process: Int32
    /// `42501`: no right; `TM403`: not for this actor; class `28`: no login.
    let code: String
    /// `[local]`, or the client's address and port.
    let host: String
    /// As whoever tried to log in says; `[unknown]` where the line ends within it.
    let login: String
    let database: String
    /// In the server's words, which name what was asked for; empty where the line ends before it.
    let message: String

    /// Nil for a line of the log that tells of something else, or is no line of ours.
    ///
    /// As `ServerSetting.logLinePrefix` has it. Whoever tries to log in chooses the names of login and database: up to the
    /// host a line is the server's, what follows may be anything, a line feed too. So the code alone makes it a refusal,
    /// whatever stands behind it; and a line of the server's can be followed by one that is made up.
    init?(logLine line: String) {
        var rest = Substring(line)
        func take(upTo end: String) -> Substring? {
            guard let range = rest.firstRange(of: end) else { return nil }
            defer { rest = rest[range.upperBound...] }
            return rest[..<range.lowerBound]
        }
        guard let date = take(upTo: " "), let clock = take(upTo: " UTC ["),
            let time = try? Timestamp(text: "\(date)T\(clock)Z"),
            let process = take(upTo: "] ").flatMap({ Int32($0) }),
            let code = take(upTo: " ").map(String.init), Self.meansDenied(code),
            let host = take(upTo: " "),
            // A process of the server that serves no session has no client, and says at once how severe it is.
            !host.hasSuffix(":")
        else { return nil }
        (self.time, self.process, self.code, self.host) = (time, process, code, String(host))
        guard let end = Self.end(of: rest) else {
            (login, database, message) = (Self.unknown, Self.unknown, "")
            return
        }
        let session = rest[..<end.lowerBound]
        if let at = session.lastIndex(of: "@") {
            (login, database) = (String(session[..<at]), String(session[session.index(after: at)...]))
        } else {
            (login, database) = (Self.unknown, Self.unknown)
        }
        message = Self.withoutPlace(rest[end.upperBound...])
    }

    /// As PostgreSQL has it for a session of which it knows no login.
    static let unknown = "[unknown]"

    /// What parts the session from the message: an error's severity, or any other where there is no error's.
    private static func end(of rest: Substring) -> Range<Substring.Index>? {
        for severities in [["ERROR", "FATAL"], ["LOG", "PANIC", "WARNING", "NOTICE", "INFO"]] {
            let ends = severities.compactMap { rest.firstRange(of: " |\($0):  ") }
            if let first = ends.min(by: { $0.lowerBound < $1.lowerBound }) { return first }
        }
        return nil
    }

    private static func meansDenied(_ code: String) -> Bool {
        code.utf8.count == 5 && (code == "42501" || code == "TM403" || code.hasPrefix("28"))
    }

    /// Where in a statement that is not shown says nothing.
    private static func withoutPlace(_ message: Substring) -> String {
        guard let place = message.firstRange(of: " at character ") else { return String(message) }
        let digits = message[place.upperBound...]
        return String(!digits.isEmpty && digits.allSatisfy(\.isNumber) ? message[..<place.lowerBound] : message)
    }

    var node: Node {
        [
            "at": .string(time.text), "process": .number(String(process)), "code": .string(code),
            "host": .string(host), "login": .string(login), "database": .string(database),
            "message": .string(message),
        ]
    }
}
