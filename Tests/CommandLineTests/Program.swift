import Subprocess
import SystemPackage
import TestSupport

/// The built program, run on a database of its own.
struct Program {
    let database: ThrowawayDatabase

    struct Run: Sendable {
        let code: Int32?
        let output: String
        /// What was said on standard error.
        let talk: String

        var lines: [String] { output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    }

    init() async throws {
        database = try await ThrowawayCluster.shared.database()
    }

    func run(_ words: String...) async throws -> Run {
        try await Self.run(words + ["--database", database.url, "--lang", "en"])
    }

    private static func run(_ arguments: [String]) async throws -> Run {
        let folder = FilePath(CommandLine.arguments[0]).removingLastComponent()
        let result = try await Subprocess.run(
            .path(folder.appending("missieboek")), arguments: Arguments(arguments), workingDirectory: "/tmp",
            output: .string(limit: 1 << 24), error: .string(limit: 1 << 20))
        let code: Int32? =
            switch result.terminationStatus {
            case .exited(let code): code
            case .signaled: nil
            }
        return Run(code: code, output: result.standardOutput, talk: result.standardError)
    }
}
