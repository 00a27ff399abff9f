import EmbeddedPostgres
import FoundationEssentials
import Glibc
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// A home folder that goes, with its server, when the tests end.
struct TemporaryHome {
    let path: String

    /// An own folder under `/tmp`, and in it the home; `owner` makes both another user's, if this is root.
    init(named name: String = "home", owner: String? = nil, permissions: Int = 0o755) async throws {
        let folder = "/tmp/missieboek-test-\(getpid())-\(UInt32.random(in: .min ... .max))"
        path = folder + "/" + name
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: permissions])
        if let owner { try await Shell.run("chown", "--recursive", owner, folder) }
        Watchdog.clearAway(home: path, folder: folder)
    }

    /// Not forced to disk, for speed.
    var cluster: EmbeddedCluster { EmbeddedCluster(home: path, durability: .none) }
}

/// Programs that the tests run.
enum Shell {
    /// What a program printed on both streams, without its last line break; fails when it did not end with 0.
    @discardableResult
    static func run(_ words: String...) async throws -> String {
        let result = try await Subprocess.run(
            words[0].contains("/") ? .path(FilePath(words[0])) : .name(words[0]),
            arguments: Arguments(Array(words.dropFirst())), workingDirectory: "/",
            output: .string(limit: 1 << 20), error: .combinedWithOutput)
        guard result.terminationStatus.isSuccess else { throw Failure(words: words, output: result.standardOutput) }
        return result.standardOutput.split(separator: "\n").joined(separator: "\n")
    }

    /// Runs `cluster-probe` as another user, or as this one.
    static func probe(_ verb: String, _ home: String, as user: String? = nil) async throws -> String {
        let program = try await probe.value
        guard let user else { return try await run(program, verb, home) }
        return try await run("runuser", "-u", user, "--", program, verb, home)
    }

    /// A copy of the probe that every user may run, wherever this checkout lies.
    private static let probe = Task {
        let tests = FilePath(CommandLine.arguments[0]).removingLastComponent()
        let home = try await TemporaryHome(named: "probe")
        let copy = home.path + "/cluster-probe"
        try await run("install", "-m", "0755", tests.appending("cluster-probe").string, copy)
        return copy
    }

    struct Failure: Error, CustomStringConvertible {
        let words: [String]
        let output: String
        var description: String { "\(words.joined(separator: " ")): \(output)" }
    }
}

let isRoot = geteuid() == 0
