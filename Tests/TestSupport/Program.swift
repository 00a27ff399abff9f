import FoundationEssentials
import PersonalDataSealing
import Subprocess
import Synchronization
import SystemPackage

/// The command line as its users run it: the `missieboek` that was built with these tests, in a process of its own.
package struct Program: Sendable {
    private let environment: Environment
    /// Beside the tests, wherever they were built.
    private let path: FilePath

    /// With a database named by its URL.
    package init(database: String) {
        self.init(environment: ["MISSIEBOEK_DATABASE_URL": database])
    }

    /// With a private cluster in `home`.
    package init(home: String) {
        self.init(environment: ["MISSIEBOEK_HOME": home])
    }

    /// In an environment of its own, to which `environment` is added: nothing of a developer's own book is in it.
    ///
    /// `name` is that of another program of this package, to see how it fares there.
    package init(environment: [String: String], running name: String = "missieboek") {
        let own = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "MISSIEBOEK_HOME": "/nowhere"]
        // A private cluster has its key in its home.
        let isPrivate = environment["MISSIEBOEK_HOME"] != nil && environment["MISSIEBOEK_DATABASE_URL"] == nil
        let keys = isPrivate ? [:] : ["MISSIEBOEK_REGISTER_KEY": RegisterOfTests.keys.path]
        let all = own.merging(keys) { $1 }.merging(Self.ofSanitizer) { $1 }.merging(environment) { $1 }.map {
            (Environment.Key(stringLiteral: $0.key), $0.value)
        }
        self.environment = .custom(Dictionary(uniqueKeysWithValues: all))
        path = FilePath(CommandLine.arguments[0]).removingLastComponent().appending(name)
    }

    /// What the program needs too when the thread sanitizer looks on: see `Scripts/test`.
    private static let ofSanitizer = ProcessInfo.processInfo.environment.filter {
        ["LD_PRELOAD", "TSAN_OPTIONS"].contains($0.key)
    }

    /// What came of a run.
    package struct Run: Sendable {
        /// The exit code; 128 and the signal's number more when a signal ended it.
        package let status: Int32
        /// Standard output.
        package let output: String
        /// Standard error.
        package let talk: String

        /// Standard output, line by line.
        package var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// Runs it to its end, with `input` on its standard input.
    package func run(_ arguments: String..., input: [UInt8] = []) async throws -> Run {
        try await run(arguments, input: input)
    }

    package func run(_ arguments: [String], input: [UInt8] = []) async throws -> Run {
        // From a file: a pipe whose reader has ended already would end the tests with SIGPIPE.
        let result = try await Subprocess.run(
            .path(path), arguments: Arguments(arguments), environment: environment, workingDirectory: "/tmp",
            input: .fileDescriptor(try Self.file(input), closeAfterSpawningProcess: true),
            output: .string(limit: 64 << 20), error: .string(limit: 1 << 20))
        return Run(
            status: result.terminationStatus.number, output: result.standardOutput, talk: result.standardError)
    }

    /// Runs it to its end with its standard output closed.
    package func runWithoutOutput(_ arguments: String...) async throws -> Run {
        try await run(arguments, asIn: "exec \"$0\" \"$@\" >&-") { _, _ in }
    }

    /// Runs it to its end, and calls `interrupt` with its process once `count` lines of output were read.
    package func run(
        _ arguments: String..., input: [UInt8], afterLine count: Int,
        interrupt: @escaping @Sendable (Int32) async throws -> Void
    ) async throws -> Run {
        try await run(arguments, input: input) { line, process in
            if line == count { try await interrupt(process) }
        }
    }

    /// Runs it to its end, and calls `onLine` for each line of output, with its number from 1 and the process.
    ///
    /// `script` is what a shell runs, with the program as `$0` and its arguments as `$@`.
    package func run(
        _ arguments: [String], asIn script: String = "exec \"$0\" \"$@\"", input: [UInt8] = [],
        onLine: @escaping @Sendable (Int, Int32) async throws -> Void
    ) async throws -> Run {
        let result = try await Subprocess.run(
            .path("/bin/sh"), arguments: Arguments(["-c", script, path.string] + arguments),
            environment: environment, workingDirectory: "/tmp",
            input: .fileDescriptor(try Self.file(input), closeAfterSpawningProcess: true), output: .sequence,
            error: .string(limit: 1 << 20)
        ) { execution in
            var lines: [String] = []
            for try await line in execution.standardOutput.strings() {
                lines.append(line)
                try await onLine(lines.count, execution.processIdentifier.value)
            }
            return lines
        }
        return Run(
            status: result.terminationStatus.number, output: result.closureResult.map { $0 + "\n" }.joined(),
            talk: result.standardError)
    }

    /// A run that goes on.
    package final class Running: Sendable {
        package let process: Int32
        private let ended = Atomic(false)

        fileprivate init(process: Int32) {
            self.process = process
        }

        /// Whether it has closed its output, as it does when it ends: whoever waits for something that it does stops then.
        package var hasEnded: Bool { ended.load(ordering: .acquiring) }

        fileprivate func end() { ended.store(true, ordering: .releasing) }
    }

    /// Runs it to its end, and hands it to `disturb` as soon as it was started.
    package func run(
        _ arguments: String..., disturbedBy disturb: @escaping @Sendable (Running) async throws -> Void
    ) async throws -> Run {
        let result = try await Subprocess.run(
            .path(path), arguments: Arguments(arguments), environment: environment, workingDirectory: "/tmp",
            input: .none, output: .sequence, error: .string(limit: 1 << 20)
        ) { execution in
            let running = Running(process: execution.processIdentifier.value)
            async let disturbance: Void = disturb(running)
            var lines: [String] = []
            for try await line in execution.standardOutput.strings() { lines.append(line) }
            running.end()
            try await disturbance
            return lines
        }
        return Run(
            status: result.terminationStatus.number, output: result.closureResult.map { $0 + "\n" }.joined(),
            talk: result.standardError)
    }

    /// Runs it on lines that are given one by one, each when the one before was answered; `prepare` is called before
    /// each with its place.
    package func converse(
        _ arguments: String..., lines: [String], prepare: @escaping @Sendable (Int) async throws -> Void
    ) async throws -> Run {
        let result = try await Subprocess.run(
            .path(path), arguments: Arguments(arguments), environment: environment, workingDirectory: "/tmp",
            input: .inputWriter, output: .sequence, error: .string(limit: 1 << 20)
        ) { execution in
            var answers = execution.standardOutput.strings().makeAsyncIterator()
            var given: [String] = []
            for (place, line) in lines.enumerated() {
                try await prepare(place)
                _ = try await execution.standardInputWriter.write(line + "\n")
                guard let answer = try await answers.next() else { break }
                given.append(answer)
            }
            try await execution.standardInputWriter.finish()
            while let answer = try await answers.next() { given.append(answer) }
            return given
        }
        return Run(
            status: result.terminationStatus.number, output: result.closureResult.map { $0 + "\n" }.joined(),
            talk: result.standardError)
    }

    /// A file without a name that holds the bytes, open at its start.
    private static func file(_ bytes: [UInt8]) throws -> FileDescriptor {
        let path = FilePath("/tmp/missieboek-test-\(UInt64.random(in: .min ... .max))")
        let file = try FileDescriptor.open(
            path, .readWrite, options: [.create, .exclusiveCreate, .closeOnExec], permissions: [.ownerReadWrite])
        try FileManager.default.removeItem(atPath: path.string)
        try file.writeAll(bytes)
        try file.seek(offset: 0, from: .start)
        return file
    }
}

extension TerminationStatus {
    fileprivate var number: Int32 {
        switch self {
        case .exited(let code): code
        case .signaled(let signal): 128 + signal
        }
    }
}
