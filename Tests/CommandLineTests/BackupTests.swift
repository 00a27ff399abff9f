import CanonicalJSON
import EmbeddedPostgres
import FoundationEssentials
import Glibc
import SystemPackage
import TestSupport
import Testing

// Backups come back in a new cluster, and whoever knew more than they hold goes back.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct BackupTests {
    /// Backs up after 30 lines of the demo, goes on to 40, and restores in another home.
    private func restored(_ kind: [String], named name: String) async throws -> Books {
        let (old, new) = (try BookServer(), try BookServer())
        try await old.cluster.start()
        let kept = try await old.dispatch(lines: 0..<30).last?["position"]?.integer ?? 0
        let board = try await old.board()
        let place = kind + [old.book.folder + "/" + name]
        let backup = try await Missieboek.run(["db", "backup"] + place, environment: ["MISSIEBOEK_HOME": old.home])
        #expect(backup.status == 0, "\(backup.err)")
        let lost = try await old.dispatch(lines: 30..<40).last?["position"]?.integer ?? 0
        #expect(kept > 0 && lost > kept)
        if kind.isEmpty { try await new.cluster.start() }
        let restore = try await Missieboek.run(
            ["db", "restore", "--output", "json"] + place, environment: ["MISSIEBOEK_HOME": new.home])
        #expect(restore.status == 0, "\(restore.err)")
        let report = try Node(parsing: Array(restore.out.utf8))
        #expect(report["keptPosition"]?.integer == kept && report["findings"]?.items.isEmpty == true)
        #expect(try await new.board() == board)
        try new.takeKey(of: old)
        if kind.isEmpty { try await restoreKeys(of: old, in: new) }
        return Books(old: old, new: new, kept: kept, lost: lost)
    }

    /// A dump leaves the keys out: names come back with a backup of those, and all else works before.
    private func restoreKeys(of old: BookServer, in new: BookServer) async throws {
        let question = ["timeline", "officer-k3v9q0x7m2ad", "--lang", "en"]
        let named = try await Missieboek.run(question, environment: ["MISSIEBOEK_HOME": old.home])
        let nameless = try await Missieboek.run(question, environment: ["MISSIEBOEK_HOME": new.home])
        #expect(named.status == 0 && nameless.status == 0 && nameless.out.contains("officer-k3v9q0x7m2ad"))
        #expect(nameless.err.contains("missieboek keys restore FILE"), "\(nameless.err)")
        let file = old.book.folder + "/book.keys"
        let kept = try await old.run("keys", "backup", file)
        let back = try await new.run("keys", "restore", file)
        #expect(kept.status == 0 && back.status == 0, "\(kept.err) \(back.err)")
        let again = try await Missieboek.run(question, environment: ["MISSIEBOEK_HOME": new.home])
        #expect(again.out == named.out && again.err.isEmpty && again.out != nameless.out)
    }

    private struct Books {
        let old: BookServer
        let new: BookServer
        /// The last position in the backup, and the last one that was given out after it.
        let kept: Int64
        let lost: Int64
    }

    /// Readers, checkpoints and appends of the restored book.
    private func expectLife(_ books: Books) async throws {
        let (old, new) = (books.old, books.new)
        // A reader of the old book that was past the backup goes back to it.
        let life = try await old.sql("select event_store.current_incarnation()")
        let resume = "select event_store.resume_position"
        #expect(try await new.sql("\(resume)(\(books.lost), '\(life)')") == "\(books.kept)")
        #expect(try await new.sql("\(resume)(7, '\(life)')") == "7")

        let answers = try await new.dispatch(lines: 0..<40)
        #expect(answers.prefix(30).allSatisfy { $0["outcome"] == "duplicate" })
        let positions = answers.dropFirst(30).compactMap { $0["position"]?.integer }
        #expect(positions.count == 10 && positions.allSatisfy { $0 > 1_000_000 })
        #expect(try await new.board() == old.board())
        let doctor = try await new.run("doctor")
        #expect(doctor.out.contains("ok    history") && doctor.out.contains("(restored)"), "\(doctor.out)")
    }

    @Test func `A dump comes back in a new cluster, and everything goes on`() async throws {
        let books = try await restored([], named: "book.dump")
        let new = books.new

        // The rows of a read model from a later backup: they know what this log does not.
        try await new.sql(
            """
            update read_models.checkpoints set position = \(books.lost) where model = 'board';
            insert into read_models.rows (model, version, generation, key, body)
            select model, version, generation, 'ghost', body from read_models.rows where model = 'board'
            """)
        #expect(try await new.run("doctor").out.contains("ahead of the log: board"))
        let asked = try await new.run("board", "--output", "json")
        #expect(asked.err.contains("ahead of the log") && asked.err.contains("board"))
        #expect(try Node(parsing: Array(asked.out.utf8)).items.count == 1)
        #expect(try await new.sql("select count(*) from read_models.rows where key = 'ghost'") == "0")
        #expect(try await new.run("board").err.isEmpty)

        try await expectLife(books)
    }

    @Test func `A copy of the server's files comes back in a new cluster, and everything goes on`() async throws {
        try await expectLife(restored(["--physical"], named: "files"))
    }

    @Test func `A damaged copy, a home that is taken and wrong arguments are refused`() async throws {
        let server = try BookServer()
        try await server.cluster.start()
        try await server.dispatch(lines: 0..<2)
        let files = server.book.folder + "/files"
        #expect(try await server.run("db", "backup", "--physical", files).status == 0)
        #expect(try await server.run("db", "backup", "--physical", files).status == 73)
        #expect(try await server.run("db", "restore", "--physical", files).status == 73)
        #expect(try await server.run("db", "backup").status == 64)
        for words in [[""], ["--physical", ""]] {
            let unnamed = try await Missieboek.run(
                ["db", "backup", "--lang", "en"] + words, environment: ["MISSIEBOEK_HOME": server.home])
            #expect(unnamed.status == 64 && unnamed.err.contains("the backup's name is empty"), "\(unnamed.err)")
        }
        #expect(try await server.run("db", "restore", "one", "--physical", "other").status == 64)

        let control = files + "/global/pg_control"
        var bytes = Array(try #require(FileManager.default.contents(atPath: control)))
        bytes[40] ^= 1
        try Data(bytes).write(to: URL(filePath: control))
        let new = try BookServer()
        let restore = try await new.run("db", "restore", "--physical", files)
        #expect(
            restore.status == 65 && restore.err.contains("\(files) are not") && restore.err.contains("pg_control"),
            "\(restore.err)")
        #expect(try await new.run("db", "status").out.contains("no PostgreSQL cluster"))
    }

    @Test func `What a backup that was killed left is removed by the next, and nothing else is`() async throws {
        let server = try BookServer()
        try await server.cluster.start()
        try await server.dispatch(lines: 0..<2)
        let (folder, files) = (server.book.folder, server.book.folder + "/files")
        let partial = files + ".partial"
        let killed = try await Program(home: server.home).run("db", "backup", "--physical", files) { running in
            while !running.hasEnded, (try? FileManager.default.contentsOfDirectory(atPath: partial))?.isEmpty ?? true {}
            kill(running.process, SIGKILL)
        }
        #expect(killed.status == 128 + SIGKILL)
        try #require(FileManager.default.fileExists(atPath: partial))

        // Another run has it in hand.
        let lock = try FileDescriptor.open(FilePath(partial), .readOnly, options: [.directory, .closeOnExec])
        #expect(flock(lock.rawValue, LOCK_EX | LOCK_NB) == 0)
        let second = try await server.run("db", "backup", "--physical", files, "--lang", "en")
        #expect(second.status == 73 && second.err.contains("\(partial) is in the way"), "\(second.err)")
        try lock.close()

        let next = try await server.run("db", "backup", "--physical", files, "--lang", "nl")
        #expect(
            next.status == 0 && next.err == "Opgeruimd: \(partial), dat een afgebroken back-up achterliet.\n", "\(next)"
        )
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["book", "files"])

        // Somebody's own folder, and a file.
        let own = folder + "/own"
        try FileManager.default.createDirectory(atPath: own + ".partial", withIntermediateDirectories: false)
        try Data("mine".utf8).write(to: URL(filePath: own + ".partial/notes"))
        #expect(try await server.run("db", "backup", "--physical", own).status == 73)
        #expect(FileManager.default.contents(atPath: own + ".partial/notes") == Data("mine".utf8))
        try Data("mine".utf8).write(to: URL(filePath: folder + "/file.partial"))
        #expect(try await server.run("db", "backup", "--physical", folder + "/file").status == 73)
        #expect(FileManager.default.contents(atPath: folder + "/file.partial") == Data("mine".utf8))
    }

    @Test func `A place that may not be written, or is not there, is told and not made`() async throws {
        let server = try BookServer()
        try await server.cluster.start()
        let missing = server.book.folder + "/no/such"
        for kind in [[], ["--physical"]] {
            for place in ["/sys/files", missing + "/files"] {
                let run = try await Missieboek.run(
                    ["db", "backup", "--lang", "en"] + kind + [place], environment: ["MISSIEBOEK_HOME": server.home])
                #expect(run.status == 73 && run.err.contains("\(place) cannot be written"), "\(run.err)")
            }
        }
        #expect(!FileManager.default.fileExists(atPath: server.book.folder + "/no"))
    }

    @Test func `What is no backup, or one of the other kind, is told before anything is made`() async throws {
        let server = try BookServer()
        try await server.cluster.start()
        try await server.dispatch(lines: 0..<2)
        let (files, dump) = (server.book.folder + "/files", server.book.folder + "/book.dump")
        #expect(try await server.run("db", "backup", "--physical", files).status == 0)
        #expect(try await server.run("db", "backup", dump).status == 0)

        let new = try BookServer()
        let folder = try await new.run("db", "restore", files, "--lang", "en")
        #expect(folder.status == 64 && folder.err.contains("missieboek db restore --physical \(files)"))
        let file = try await new.run("db", "restore", "--physical", dump, "--lang", "nl")
        #expect(file.status == 64 && file.err.contains("Volgende stap: missieboek db restore \(dump)"))
        for words in [["/etc/hostname"], ["--physical", "/etc/hostname"], ["/etc"], ["--physical", "/etc"]] {
            let other = try await Missieboek.run(["db", "restore"] + words, environment: ["MISSIEBOEK_HOME": new.home])
            #expect(other.status == 65 && other.err.contains("nothing was made"), "\(other.err)")
        }
        for words in [["/nowhere"], ["--physical", "/nowhere"]] {
            let none = try await Missieboek.run(["db", "restore"] + words, environment: ["MISSIEBOEK_HOME": new.home])
            #expect(none.status == 66)
        }
        #expect(!FileManager.default.fileExists(atPath: new.home))
        // So the call that was meant works.
        #expect(try await new.run("db", "restore", "--physical", files).status == 0)
    }
}
