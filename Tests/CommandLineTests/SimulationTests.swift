import Testing

struct SimulationTests {
    @Test(arguments: ["1", "2", "3"])
    func `Every command of a simulation is accepted`(_ seed: String) async throws {
        let book = try TemporaryBook()
        _ = try await Missieboek.run(["db", "start"], environment: ["MISSIEBOEK_HOME": book.path])
        let commands = try await Missieboek.run(["simulate", "--missions", "20", "--seed", seed]).out

        let answers = try await Missieboek.run(
            ["dispatch", "-", "--dry-run", "--output", "jsonl"], environment: ["MISSIEBOEK_HOME": book.path],
            input: commands)

        let lines = answers.lines.filter { !$0.isEmpty }
        #expect(answers.status == 0)
        #expect(lines.count == commands.split(separator: "\n").count)
        #expect(lines.filter { !$0.contains(#""outcome":"accepted""#) } == [])
    }

    @Test func `The same seed gives the same commands, whatever the number of missions`() async throws {
        let few = try await Missieboek.run(["simulate", "--missions", "2", "--seed", "7"]).out
        let more = try await Missieboek.run(["simulate", "--missions", "3", "--seed", "7"]).out
        let others = try await Missieboek.run(["simulate", "--missions", "2", "--seed", "8"]).out

        #expect(more.hasPrefix(few))
        #expect(few != others)
    }

    @Test func `A simulation that is dispatched again stores nothing twice`() async throws {
        let book = try TemporaryBook()
        let commands = try await Missieboek.run(["simulate", "--missions", "1"]).out.split(separator: "\n").prefix(300)

        let answers = try await Missieboek.run(
            ["dispatch", "-"], environment: ["MISSIEBOEK_HOME": book.path],
            input: commands.joined(separator: "\n"))
        let again = try await Missieboek.run(
            ["dispatch", "-"], environment: ["MISSIEBOEK_HOME": book.path],
            input: commands.joined(separator: "\n"))

        #expect(answers.lines.filter { $0.contains(#""outcome":"accepted""#) }.count == commands.count)
        #expect(again.lines.filter { $0.contains(#""outcome":"duplicate""#) }.count == commands.count)
    }
}
