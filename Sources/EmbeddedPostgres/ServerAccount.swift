import FoundationEssentials
import Glibc
import Subprocess
import SystemPackage

/// The operating-system user that the server and PostgreSQL's programs run as.
struct ServerAccount: Hashable {
    let name: String
    /// Whether this process is root and must become the account first.
    let isOther: Bool

    /// The account that serves an existing cluster: this user, or for root the owner of the data.
    static func serving(_ layout: ClusterLayout) async throws(EmbeddedPostgresError) -> ServerAccount {
        if geteuid() != 0 { return try await current() }
        guard let name = ownerName(of: layout.dataFolder), name != "root" else { throw .dataOfRoot(layout.dataFolder) }
        return ServerAccount(name: name, isOther: true)
    }

    /// The account for a new cluster: this user; for root the owner of the home; when that is root, `postgres`.
    static func forNewCluster(home: String) async throws(EmbeddedPostgresError) -> ServerAccount {
        if geteuid() != 0 { return try await current() }
        if let owner = ownerName(of: home), owner != "root" { return ServerAccount(name: owner, isOther: true) }
        for name in ["missieboek", "postgres"] {
            let isThere = (try? await Command(["id", "-u", name], in: "/").run()) != nil
            if isThere { return ServerAccount(name: name, isOther: true) }
        }
        throw .accountMissing
    }

    private static func current() async throws(EmbeddedPostgresError) -> ServerAccount {
        guard let name = try? await Command(["id", "-un"], in: "/").run() else { throw .userWithoutName(geteuid()) }
        return ServerAccount(name: String(name.prefix { $0 != "\n" }), isOther: false)
    }

    private static func ownerName(of path: String) -> String? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.ownerAccountName] as? String
    }

    /// Runs a program as the account and returns what it printed, also on its error stream.
    @discardableResult
    func run(
        _ program: String, _ arguments: [String], in folder: String, input: String = "",
        variables: [String: String] = [:]
    ) async throws(EmbeddedPostgresError) -> String {
        try await Command(words([program] + arguments), in: folder, input: input, variables: variables).run()
    }

    /// The command that runs this one as the account.
    func words(_ command: [String]) -> [String] {
        isOther ? ["runuser", "-u", name, "--"] + command : command
    }

    /// Writes a file as the account, so that it owns it and no link of its making leads root astray.
    func write(_ text: String, to file: String, in folder: String) async throws(EmbeddedPostgresError) {
        try await run("dd", ["status=none", "of=" + file], in: folder, input: text)
    }

    func append(_ text: String, to file: String, in folder: String) async throws(EmbeddedPostgresError) {
        try await run("dd", ["status=none", "oflag=append", "conv=notrunc", "of=" + file], in: folder, input: text)
    }
}

/// A program to run, with its input.
struct Command {
    let words: [String]
    let folder: String
    let input: String
    /// Added to the environment.
    let variables: [String: String]

    init(_ words: [String], in folder: String, input: String = "", variables: [String: String] = [:]) {
        self.words = words
        self.folder = folder
        self.input = input
        self.variables = variables
    }

    /// What the program printed; fails when it did not end with 0.
    @discardableResult
    func run() async throws(EmbeddedPostgresError) -> String {
        let program = words[0]
        let executable: Executable = program.contains("/") ? .path(FilePath(program)) : .name(program)
        let status: TerminationStatus
        let output: String
        do {
            let result = try await Subprocess.run(
                executable, arguments: Arguments(Array(words.dropFirst())), environment: environment,
                workingDirectory: FilePath(folder), input: .string(input),
                output: .string(limit: 1 << 20), error: .combinedWithOutput)
            (status, output) = (result.terminationStatus, result.standardOutput)
        } catch {
            throw .commandFailed(words.joined(separator: " "), output: "\(error)")
        }
        guard status.isSuccess else { throw .commandFailed(words.joined(separator: " "), output: output) }
        return output
    }

    /// The caller's environment, without what would turn PostgreSQL's programs to another server.
    private var environment: Environment {
        Self.environment.updating(
            Dictionary(uniqueKeysWithValues: variables.map { (Environment.Key(stringLiteral: $0.key), $0.value) }))
    }

    private static let environment = Environment.inherit.updating([
        "PGDATA": nil, "PGPORT": nil, "PGHOST": nil, "PGOPTIONS": nil, "PGDATESTYLE": nil, "PGCLIENTENCODING": nil,
        "PGTZ": nil, "LC_ALL": "C",
        "PATH": (ProcessInfo.processInfo.environment["PATH"] ?? "") + ":/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
    ])
}
