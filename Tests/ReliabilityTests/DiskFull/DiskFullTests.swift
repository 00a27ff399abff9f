import TestSupport
import Testing

extension Reliability {
    @Suite(
        .timeLimit(.minutes(10)),
        .enabled("mounting a small disk (tmpfs) needs root and the right to mount") {
            await SmallDisk.isPossible.value
        })
    struct DiskFullTests {
        @Test func `A full disk ends dispatch with 69 or 75, loses nothing, and is got over`() async {
            await Seed.run { seed in
                let disk = try await SmallDisk(megabytes: 150)
                let outcome = await Result { try await fillAndRecover(disk, seed) }
                try await disk.remove()
                try outcome.get()
            }
        }

        private func fillAndRecover(_ disk: SmallDisk, _ seed: Seed) async throws {
            let cluster = try await PrivateCluster.start(in: disk.folder)
            let outcome = await Result {
                let database = try cluster.database()
                let program = Program(database: database.url)
                let lines = CommandFile.book(of: 300)
                let input = Array(lines.joined(separator: "\n").utf8)
                let recorder = Recorder()
                try await disk.fill(leaving: 512)

                let first = try await program.run("dispatch", "-", input: input)
                #expect([69, 75].contains(first.status), "\(first.status): \(first.talk)")
                #expect(first.lines.count < lines.count)
                try recorder.note(first, of: lines)

                try disk.makeSpace()
                try await cluster.start()
                try await cluster.waitUntilRecovered(database)
                let second = try await program.run("dispatch", "-", input: input)
                #expect(second.status == 0, "\(second.status): \(second.talk)")
                #expect(second.lines.count == lines.count)
                try recorder.note(second, of: lines)

                let inspection = try LogInspection(database.superuserURL)
                let history = recorder.history(log: try inspection.log())
                #expect(HistoryChecker.findings(in: history) == [], "\(seed)")
                #expect(try inspection.verification() == [])
                print(
                    "disk full after \(first.lines.count) of \(lines.count) commands: exit \(first.status);",
                    "with space again all \(second.lines.count) are there once")
            }
            try await cluster.stop()
            try outcome.get()
        }
    }
}
