import CanonicalJSON
import EmbeddedPostgres
import FoundationEssentials
import TestSupport
import Testing

struct DatabaseTests {
    @Test func `Without a database doctor, status, url and stop answer, and make nothing`() async throws {
        let book = try TemporaryBook()
        let doctor = try await Missieboek.run("doctor", "--lang", "nl", home: book)
        #expect(doctor.status == 0 && doctor.out.contains("warn  place") && doctor.out.contains("missieboek db start"))
        let status = try await Missieboek.run("db", "status", "--output", "json", home: book)
        #expect(try Node(parsing: Array(status.out.utf8))["state"] == "absent")
        let url = try await Missieboek.run("db", "url", home: book)
        #expect(url.status == 69 && url.out.isEmpty && url.err.contains("Next step: missieboek db start"))
        #expect(try await Missieboek.run("db", "stop", home: book).status == 0)
        for words in [["backup", book.folder + "/x.dump"], ["backup", "--physical", book.folder + "/x"], ["promote"]] {
            let refused = try await Missieboek.run(["db"] + words, environment: ["MISSIEBOEK_HOME": book.path])
            #expect(refused.status == 69 && refused.err.contains("Next step: missieboek db start"), "\(refused.err)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: book.folder).isEmpty)
    }

    @Test func `A private database starts and stops, twice each, and its backup is restored elsewhere`() async throws {
        let book = try TemporaryBook()
        #expect(try await changed(Missieboek.run("db", "start", "--output", "json", home: book)) == true)
        #expect(try await changed(Missieboek.run("db", "start", "--output", "json", home: book)) == false)
        let doctor = try await Missieboek.run("doctor", home: book)
        #expect(doctor.status == 0 && !doctor.out.contains("fail"), "\(doctor.out)")
        #expect(doctor.out.contains("warn  backup"))
        for check in ["programs", "place", "disk", "durability", "schema", "rights", "triggers", "watermark", "clock"] {
            #expect(doctor.out.contains("ok    \(check)"))
        }
        #expect(try await Missieboek.run("db", "migrate", home: book).out.contains("up to date"))

        let officer = "officer-3f9k2m8q7x1t"
        let founded = try await Missieboek.run(
            "administration", "found", "--officer", officer, "--name", "A. Beheerder", "--unit", "RVO",
            "--organisation", "BZ", "--actor", officer, home: book)
        #expect(founded.status == 0, "\(founded.out)")

        let dump = book.folder + "/book.dump"
        #expect(try await Missieboek.run("db", "backup", dump, home: book).status == 0)
        #expect(try await Missieboek.run("db", "backup", dump, home: book).status == 73)
        #expect(try await Missieboek.run("doctor", home: book).out.contains("ok    backup"))
        // A backup of the keys takes the place of those that are too old, and of nothing else in the folder.
        let (keys, old) = (book.folder + "/book.keys", book.folder + "/old.keys")
        #expect(try await Missieboek.run("keys", "backup", old, home: book).status == 0)
        let dated = try String(contentsOfFile: old, encoding: .utf8)
            .replacing(/"madeAt":"[^"]*"/, with: #""madeAt":"2020-01-01T00:00:00Z""#, maxReplacements: 1)
        try Data(Array(dated.utf8)).write(to: URL(filePath: old))
        let kept = try await Missieboek.run("keys", "backup", keys, "--output", "json", home: book)
        let report = try Node(parsing: Array(kept.out.utf8))
        #expect(report["removed"] == ["old.keys"] && report["keys"] == .number("2"), "\(kept.out) \(kept.err)")
        #expect(!FileManager.default.fileExists(atPath: old) && FileManager.default.fileExists(atPath: dump))
        #expect(try await Missieboek.run("keys", "backup", keys, home: book).status == 73)
        let refused = try await Missieboek.run("db", "restore", dump, home: book)
        #expect(refused.status == 2 && refused.err.contains("INV-27"))
        #expect(try await changed(Missieboek.run("db", "stop", "--output", "json", home: book)) == true)
        #expect(try await changed(Missieboek.run("db", "stop", "--output", "json", home: book)) == false)
        #expect(try await Missieboek.run("db", "status", home: book).out.contains("not running"))
        let url = try await Missieboek.run("db", "url", home: book)
        #expect(url.status == 0 && url.out.hasPrefix("postgresql://missieboek@/") && url.err.contains("db start"))

        let other = try TemporaryBook()
        try await EmbeddedCluster(home: other.path, durability: .none).start()
        let damaged = other.folder + "/damaged.dump"
        try Data(Array("PGDMP and no more".utf8)).write(to: URL(filePath: damaged))
        let junk = try await Missieboek.run("db", "restore", damaged, home: other)
        #expect(junk.status == 65 && junk.err.contains("stayed empty"))
        let restored = try await Missieboek.run("db", "restore", dump, "--output", "json", home: other)
        #expect(restored.status == 0, "\(restored.err)")
        let nameless = try await Missieboek.run("timeline", officer, "--lang", "en", home: other)
        #expect(nameless.out.contains(officer) && nameless.err.contains("keys restore FILE"), "\(nameless.err)")
        let keyless = try await Missieboek.run("keys", "restore", keys, "--lang", "en", home: other)
        #expect(keyless.status == 66 && keyless.err.contains("the key of the register is missing"), "\(keyless.err)")
        try FileManager.default.copyItem(atPath: book.path + "/register.key", toPath: other.path + "/register.key")
        #expect(try await Missieboek.run("keys", "restore", keys, home: other).status == 0)
        let timeline = try await Missieboek.run("timeline", officer, home: other)
        #expect(timeline.out.contains("A. Beheerder") && timeline.err.isEmpty)
    }

    @Test func `A database elsewhere is never migrated unasked, and doctor finds what was planted`() async throws {
        let cluster = try await ThrowawayCluster.shared.cluster()
        try await SuperuserShell(cluster: cluster).run("create database bare")
        let login = try cluster.connectionString(database: "bare")
        let owner = try cluster.connectionString(as: .superuser, database: "bare")
        let refused = try await Missieboek.run(["board", "--database", login])
        #expect(refused.status == 69 && refused.err.contains("missieboek db migrate"))
        #expect(try await Missieboek.run(["db", "migrate", "--database", login]).status == 4)
        #expect(try await Missieboek.run(["db", "migrate", "--database", owner]).status == 0)
        #expect(try await Missieboek.run(["board"], environment: ["MISSIEBOEK_DATABASE_URL": login]).status == 0)

        // This cluster runs with fsync off: planted already.
        let shell = try SuperuserShell(cluster: cluster, database: "bare")
        try await shell.run("alter table event_store.commands disable trigger refuse_change")
        try await shell.run("grant update on event_store.events to missieboek")
        let doctor = try await Missieboek.run(["doctor", "--database", login])
        #expect(doctor.status == 5)
        for text in ["fsync = off", "UPDATE on events", "commands: refuse_change"] {
            #expect(doctor.out.contains(text))
        }
        let superuser = try await Missieboek.run(["doctor", "--database", owner])
        #expect(superuser.status == 5 && superuser.out.contains("is a superuser or the owner"))
    }

    @Test func `A server that does not answer ends with 69, and no password is shown`() async throws {
        let address = "postgresql://someone:very-secret@127.0.0.1:1/x"
        for arguments in [["doctor"], ["board"], ["db", "status"], ["db", "migrate"]] {
            let output = try await Missieboek.run(arguments + ["--database", address])
            #expect(output.status == 69, "\(arguments)")
            #expect(!(output.out + output.err).contains("very-secret"))
        }
    }

    private func changed(_ output: Missieboek.Output) throws -> Bool? {
        #expect(output.status == 0, "\(output.err)")
        return try Node(parsing: Array(output.out.utf8))["changed"].flatMap { node in
            if case .bool(let flag) = node { return flag }
            return nil
        }
    }
}
