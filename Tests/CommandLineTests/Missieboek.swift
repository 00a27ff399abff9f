import FoundationEssentials
import Glibc
import Subprocess
import SystemPackage
import TestSupport

/// The real program, as a user's shell runs it.
enum Missieboek {
    struct Output: Sendable {
        let status: Int32
        let out: String
        let err: String

        var lines: [String] { out.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    }

    /// Runs the program in an environment of its own; `environment` is added to it.
    @discardableResult
    static func run(
        _ arguments: [String], environment: [String: String] = [:], input: String = ""
    ) async throws -> Output {
        let own = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "MISSIEBOEK_HOME": "/nowhere"]
        let all = own.merging(environment) { $1 }
        let result = try await Subprocess.run(
            .path(program), arguments: Arguments(arguments),
            environment: .custom(
                Dictionary(uniqueKeysWithValues: all.map { (Environment.Key(stringLiteral: $0.key), $0.value) })),
            workingDirectory: "/tmp", input: .string(input), output: .string(limit: 1 << 22),
            error: .string(limit: 1 << 20))
        guard case .exited(let status) = result.terminationStatus else { throw Crashed(arguments: arguments) }
        return Output(status: status, out: result.standardOutput, err: result.standardError)
    }

    static func run(_ arguments: String..., home: TemporaryBook) async throws -> Output {
        try await run(arguments, environment: ["MISSIEBOEK_HOME": home.path])
    }

    struct Crashed: Error {
        let arguments: [String]
    }

    /// Beside the test bundle.
    private static let program = FilePath(CommandLine.arguments[0]).removingLastComponent().appending("missieboek")
}

/// A home folder that goes, with its server, when the tests end.
struct TemporaryBook {
    /// In it nothing is made.
    let folder: String
    var path: String { folder + "/book" }

    init() throws {
        folder = "/tmp/missieboek-test-\(getpid())-\(UInt32.random(in: .min ... .max))"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        Watchdog.clearAway(home: path, folder: folder)
    }
}
