import CanonicalJSON
import EventSourcing
import Foundation
import PersonalDataSealing
import PostgresClient
import TestSupport
import Testing

// What becomes of the backups of keys in a folder that books share.
@Suite(.timeLimit(.minutes(10)))
struct KeyBackupTests {
    /// A book with a key, and a folder with backups from years ago and from yesterday.
    private struct Book {
        let database: ThrowawayDatabase
        let folder: String

        init() async throws {
            database = try await ThrowawayCluster.shared.database()
            folder = try TemporaryBook().folder
            let entered = try await Missieboek.run(
                ["dispatch", "-", "--database", database.url], input: CommandFile.founding + "\n")
            try #require(entered.status == 0, "\(entered.err)")
        }

        func id() throws -> String {
            try #require(try superuser().run("select keys.book()").text(row: 0))
        }

        func superuser() throws -> Connection { try Connection(ConnectionOptions(address: database.superuserURL)) }

        func run(_ words: String...) async throws -> Missieboek.Output {
            try await Missieboek.run(
                words + ["--database", database.url, "--lang", "en"],
                environment: ["MISSIEBOEK_KEEPER_URL": database.url(as: "missieboek_keeper")])
        }

        func put(_ name: String, of book: String, madeAt: String) throws {
            let heading: Node = ["form": "missieboek keys 2", "book": .string(book), "madeAt": .string(madeAt)]
            try Data((heading.lineText + "\n").utf8).write(to: URL(filePath: folder + "/" + name))
        }

        func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }
    }

    private static let longAgo = "2020-03-16T12:00:00Z"

    @Test func `Old backups of the book's own keys go, and nothing else does`() async throws {
        let book = try await Book()
        try book.put("own-old.keys", of: book.id(), madeAt: Self.longAgo)
        try book.put("other-old.keys", of: UUID().uuidString.lowercased(), madeAt: Self.longAgo)
        try book.put("own-later.keys", of: book.id(), madeAt: "2999-01-01T00:00:00Z")
        try Data("notes\n".utf8).write(to: URL(filePath: book.folder + "/notes.txt"))
        // Nobody writes to it: whoever waits for that waits forever.
        try OddFile.makePipe(book.folder + "/pipe")
        let made = try await book.run("keys", "backup", book.folder + "/today.keys", "--output", "json")
        let report = try Node(parsing: Array(made.out.utf8))
        #expect(made.status == 0 && report["removed"] == ["own-old.keys"] && report["left"] == [], "\(made.err)")
        #expect(try book.names() == ["notes.txt", "other-old.keys", "own-later.keys", "pipe", "today.keys"])
    }

    @Test func `A backup that does not say whose keys it holds is taken back, and removed when it is old, by its key`()
        async throws
    {
        let book = try await Book()
        let key = try #require(try RegisterOfTests.keys.read())
        let heading: Node = ["form": "missieboek keys 1", "madeAt": .string(Self.longAgo)]
        let body = Array((heading.lineText + "\n").utf8)
        for (name, outer) in [("own.keys", key), ("other.keys", .random())] {
            let code = outer.derived(for: "missieboek key backup 1").authenticationCode(of: body).hexadecimal
            let end: Node = ["code": .string(code)]
            try Data(body + Array((end.lineText + "\n").utf8)).write(to: URL(filePath: book.folder + "/" + name))
        }
        let restored = try await book.run("keys", "restore", book.folder + "/own.keys")
        #expect(restored.status == 0 && restored.out.contains("Keys restored: 0"), "\(restored.err)")
        #expect(try await book.run("keys", "restore", book.folder + "/other.keys").status == 5)
        let made = try await book.run("keys", "backup", book.folder + "/today.keys", "--output", "json")
        let report = try Node(parsing: Array(made.out.utf8))
        #expect(made.status == 0 && report["removed"] == ["own.keys"], "\(made.err)")
        #expect(try book.names() == ["other.keys", "today.keys"])
    }

    // A file on which something is mounted can be removed by nobody.
    @Test(.enabled(if: geteuid() == 0)) func `What cannot be removed is named, and that is no success`() async throws {
        let book = try await Book()
        try book.put("own-old.keys", of: book.id(), madeAt: Self.longAgo)
        let stuck = book.folder + "/own-old.keys"
        try Self.run("mount", "--bind", stuck, stuck)
        defer { try? Self.run("umount", stuck) }
        let made = try await book.run("keys", "backup", book.folder + "/today.keys", "--output", "json")
        #expect(made.status == 74 && made.err.contains("own-old.keys"), "\(made.err)")
        let report = try Node(parsing: Array(made.out.utf8))
        #expect(report["removed"] == [] && report["left"] == ["own-old.keys"])
        #expect(try book.names() == ["own-old.keys", "today.keys"])
    }

    @Test func `The keys of another book are not taken back`() async throws {
        let (book, other) = (try await Book(), try await Book())
        // Both are copies of one empty book.
        let superuser = try other.superuser()
        try superuser.run(
            "set session_replication_role = replica; update event_store.incarnations set id = gen_random_uuid()")
        let file = book.folder + "/today.keys"
        #expect(try await book.run("keys", "backup", file).status == 0)
        try superuser.run("delete from keys.data_keys")
        let refused = try await other.run("keys", "restore", file)
        #expect(refused.status == 65 && refused.err.contains("the keys of another book"), "\(refused.err)")
        #expect(try superuser.run("select from keys.data_keys").count == 0)
        let restored = try await book.run("keys", "restore", file)
        #expect(restored.status == 0, "\(restored.err)")
    }

    private static func run(_ program: String, _ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }
}
