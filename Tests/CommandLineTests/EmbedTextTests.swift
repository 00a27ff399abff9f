import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// The tool that writes the embedded files, as the build runs it.
@Suite struct EmbedTextTests {
    @Test func `Wrong use and unusable files end it with a message and an exit code, not with a crash`() async throws {
        let folder = "/tmp/missieboek-test-embed-\(UInt64.random(in: .min ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try "select 1;\r\n".write(toFile: folder + "/odd.sql", atomically: false, encoding: .utf8)

        let wrong = try await run("EmbeddedSQL")
        #expect(wrong.code == 64 && wrong.message.contains("usage: embed-text"))
        let missing = try await run("EmbeddedSQL", "sql", folder + "/none", folder + "/out.swift")
        #expect(missing.code == 66 && missing.message.contains("none"))
        let odd = try await run("EmbeddedSQL", "sql", folder, folder + "/out.swift")
        #expect(odd.code == 65 && odd.message.contains("odd.sql"))
        let unwritable = try await run("EmbeddedSQL", "txt", folder, folder + "/none/out.swift")
        #expect(unwritable.code == 73)
    }

    private func run(_ arguments: String...) async throws -> (code: Int32?, message: String) {
        let path = FilePath(CommandLine.arguments[0]).removingLastComponent().appending("embed-text")
        let result = try await Subprocess.run(
            .path(path), arguments: Arguments(arguments), output: .discarded, error: .string(limit: 1 << 16))
        guard case .exited(let code) = result.terminationStatus else { return (nil, result.standardError) }
        return (code, result.standardError)
    }
}
