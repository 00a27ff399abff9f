import EventSourcing
import Foundation
import Schema
import Testing

/// `Schema/` as a program of before had it, kept by `Scripts/record-schema`.
///
/// Every version that a database can have been left at and that this program still knows: those of the first three
/// migrations came as one, and two branches were merged in another order than that of their numbers.
struct OlderSchema: Sendable, CustomTestStringConvertible {
    let name: String
    let files: [SQLFile]

    var testDescription: String { name }

    /// The paths of its migrations, in order.
    var migrations: [String] { files.map(\.path).filter { $0.hasPrefix("migrations/") } }

    /// This program's own, when it has the same files.
    var fingerprint: String { files == EmbeddedSQL.files ? EmbeddedSQL.fingerprint : name }

    func has(_ migration: String) -> Bool {
        migrations.contains { $0.hasPrefix("migrations/\(migration)_") }
    }

    /// In order of name.
    static func all() throws -> [OlderSchema] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path()).filter { $0.hasSuffix(".sum") }.sorted()
            .map { try OlderSchema(list: $0) }
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Schemas")

    private init(list: String) throws {
        name = list.replacing(".sum", with: "")
        files = try String(contentsOf: Self.folder.appending(path: list), encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
            .map { line in
                let parts = line.split(separator: " ")
                return try Self.file(String(try #require(parts.last)), sum: String(parts[0]))
            }
    }

    /// A migration's text is that of today, all others are kept.
    private static func file(_ path: String, sum: String) throws -> SQLFile {
        let text =
            path.hasPrefix("migrations/")
            ? try #require(EmbeddedSQL.files.first { $0.path == path }?.text, "\(path) is gone")
            : try String(contentsOf: folder.appending(path: "texts/\(sum.prefix(16)).sql"), encoding: .utf8)
        let digest = SHA256.digest(of: Array(text.utf8)).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        try #require(digest.joined() == sum, "\(path) is not what it was: a migration is never edited")
        return SQLFile(path: path, text: text)
    }
}
