import AuditMessages
import CanonicalJSON
import FoundationEssentials
import PostgresClient
import Projections
import Subprocess
import SystemPackage
import TradeMissions

/// `missieboek-audit`, which lies beside this program: it has the cryptography in it, so that this one starts without.
struct AuditProgram {
    let options: GlobalOptions
    /// How it reaches the database, `PGHOST` and others: no password stands on a command line.
    var connection: [String: String] = [:]

    /// Runs it, and prints what it found in the user's language.
    ///
    /// Fails with its exit code when nothing came of it, and with 5 after the answer when that says that something was
    /// changed.
    ///
    /// An empty text names nothing, and is refused as ``ExitStatus/usage``.
    func run(_ arguments: [String]) async throws {
        if let empty = arguments.first(where: {
            $0.isEmpty || $0.hasPrefix("--") && $0.firstIndex(of: "=") == $0.indices.last
        }) {
            let option = empty.isEmpty ? nil : String(empty.dropLast())
            throw Failure(
                .usage,
                Phrase(
                    nl: "\(option ?? "een naam") is leeg. Volgende stap: missieboek help audit",
                    en: "\(option ?? "a name") is empty. Next step: missieboek help audit"))
        }
        switch try await message(arguments) {
        case .result(let status, let words, let data):
            try options.console.print(words.with(\.printableLines), json: data, as: options.output)
            if status != .sound { throw Failure(ExitStatus(status), nil) }
        case .failure(let status, let words):
            throw Failure(ExitStatus(status), words)
        case .progress, .part: preconditionFailure("the last message says what came of it")
        }
    }

    /// The last line of its output.
    private func message(_ arguments: [String]) async throws -> AuditMessage {
        let program = try Self.path()
        let (console, format) = (options.console, options.output)
        let environment = Environment.inherit.updating(
            Dictionary(uniqueKeysWithValues: connection.map { (Environment.Key(stringLiteral: $0.key), $0.value) }))
        let result = try await Subprocess.run(
            .path(program), arguments: Arguments(arguments), environment: environment, input: .none,
            output: .sequence, error: .string(limit: 1 << 16)
        ) { execution in
            let bar = ReadModelBar(console, "audit", after: .seconds(1))
            defer { bar.clear() }
            var last: AuditMessage?
            for try await line in execution.standardOutput.strings(
                bufferingPolicy: .maxLineLength(AuditMessage.limits.bytes))
            {
                switch (try? Node(parsing: Array(line.utf8), limits: AuditMessage.limits)).flatMap({ AuditMessage($0) })
                {
                case .progress(let position, let end)?:
                    bar.show(CatchUpProgress(start: 0, position: position, end: end))
                case .part(let words, .null)?: console.say(words.with(\.printableLines))
                case .part(let words, let data)?:
                    try console.print(words.with(\.printableLines), json: data, as: format)
                case let message: last = message
                }
            }
            return last
        }
        guard let message = result.closureResult else {
            throw Failure(.bug, Phrase(same: "missieboek-audit: \(result.terminationStatus) \(result.standardError)"))
        }
        return message
    }

    private static func path() throws(Failure) -> FilePath {
        guard let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
            throw Failure(.bug, Phrase(same: "/proc/self/exe"))
        }
        let path = FilePath(own).removingLastComponent().appending("missieboek-audit")
        guard FileManager.default.isExecutableFile(atPath: path.string) else {
            throw Failure(
                .notFound,
                Phrase(
                    nl: "\(path.string) is er niet: dat programma hoort in dezelfde map als missieboek.\n"
                        + "Volgende stap: swift build --product missieboek-audit",
                    en: "\(path.string) is not there: that program belongs in the same folder as missieboek.\n"
                        + "Next step: swift build --product missieboek-audit"))
        }
        return path
    }
}

extension ExitStatus {
    init(_ status: AuditStatus) {
        self =
            switch status {
            case .sound: .ok
            case .bug: .bug
            case .notAllowed: .notAllowed
            case .verificationFailed: .verificationFailed
            case .usage: .usage
            case .badInput: .badInput
            case .notFound: .notFound
            case .databaseUnavailable: .databaseUnavailable
            case .cannotCreate: .cannotCreate
            case .inputOutput: .inputOutput
            }
    }
}
