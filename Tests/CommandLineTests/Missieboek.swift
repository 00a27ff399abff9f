import FoundationEssentials
import Glibc
import TestSupport

/// The real program, as a user's shell runs it.
enum Missieboek {
    struct Output: Sendable {
        let status: Int32
        let out: String
        let err: String

        var lines: [String] {
            out.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        }
    }

    /// Runs the program in an environment of its own; `environment` is added to it.
    @discardableResult
    static func run(
        _ arguments: [String], environment: [String: String] = [:], input: String = ""
    ) async throws -> Output {
        let run = try await Program(environment: environment).run(arguments, input: Array(input.utf8))
        guard run.status < 128 else { throw Crashed(arguments: arguments) }
        return Output(status: run.status, out: run.output, err: run.talk)
    }

    static func run(_ arguments: String..., home: TemporaryBook) async throws -> Output {
        try await run(arguments, environment: ["MISSIEBOEK_HOME": home.path])
    }

    struct Crashed: Error {
        let arguments: [String]
    }
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
