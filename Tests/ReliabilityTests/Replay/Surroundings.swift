import TestSupport

/// Where a process finds itself: a time zone and a locale; a hash seed of its own comes with every process.
struct Surroundings {
    let timeZone: String
    let locale: [String: String]

    /// Three time zones, among them the farthest ahead of UTC and one off by half an hour, and locales of three languages.
    static let all = [
        Surroundings(timeZone: "UTC", locale: ["LANG": "C.UTF-8"]),
        Surroundings(timeZone: "Pacific/Kiritimati", locale: ["LANG": "nl_NL.UTF-8"]),
        Surroundings(timeZone: "America/St_Johns", locale: ["LC_ALL": "tr_TR.UTF-8"]),
        Surroundings(timeZone: "UTC", locale: ["LANG": "nl_NL.UTF-8", "LC_ALL": "C"]),
        Surroundings(timeZone: "America/St_Johns", locale: ["LC_MESSAGES": "nl_NL.UTF-8"]),
    ]

    /// A program in them: `missieboek`, unless another is named.
    func program(
        _ name: String = "missieboek", database: String = "", _ environment: [String: String] = [:]
    ) -> Program {
        let own = ["TZ": timeZone, "MISSIEBOEK_DATABASE_URL": database]
        return Program(
            environment: own.merging(locale) { $1 }.merging(environment) { $1 }, running: name)
    }

    /// What processes in all of them give, at the same time and in no order.
    static func runs(
        of name: String = "missieboek", _ words: [String], database: String = "",
        _ environment: [String: String] = [:]
    ) async throws -> [Program.Run] {
        try await withThrowingTaskGroup(of: Program.Run.self) { group in
            for surroundings in all {
                let program = surroundings.program(name, database: database, environment)
                group.addTask { try await program.run(words) }
            }
            var runs: [Program.Run] = []
            for try await run in group { runs.append(run) }
            return runs
        }
    }
}

extension [Program.Run] {
    /// The different ones among them: one when all ended alike and wrote the same bytes.
    var digests: Set<ContentDigest> { Set(map { ContentDigest(of: "\($0.status) \($0.output)") }) }
}
