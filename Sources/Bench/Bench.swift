import BenchFloor

/// The programs of the benchmarks: this library's client at work, and the floor that it is held against.
///
/// Scripts/bench runs them in turns. Each prints one line: ``BenchFigures``, and between them the most memory that it had,
/// in MiB.
@main
struct Bench {
    private static let usage = """
        bench append URL NAME SECONDS [batch SIZE | group COUNT]
        bench read-log URL
        bench read-stream URL STREAM
        bench rebuild | rebuild-decoded URL
        bench catch-up URL
        bench seal | verify URL FOLDER
        bench prove URL FOLDER STREAM
        bench floor append | append-bare URL NAME SECONDS SIZE
        bench floor read-log URL
        bench floor read-stream URL STREAM
        bench floor rebuild URL
        """

    static func main() async throws {
        let words = Array(CommandLine.arguments.dropFirst())
        guard let figures = try await figures(words) else { preconditionFailure(usage) }
        let columns = [figures.rate, try ProcessMemory.peakMebibytes(), figures.comparedRate]
        print(columns.compactMap { $0?.description }.joined(separator: " "))
    }

    private static func figures(_ words: [String]) async throws -> BenchFigures? {
        guard let workload = words.first, words.count > 1 else { return nil }
        let (url, rest) = (words[1], Array(words.dropFirst(2)))
        switch workload {
        case "append":
            guard rest.count >= 2, let seconds = Double(rest[1]), let way = way(Array(rest.dropFirst(2))) else {
                return nil
            }
            return BenchFigures(rate: try await AppendBench.run(url: url, name: rest[0], for: .seconds(seconds), way))
        case "read-log": return BenchFigures(rate: try ReadLogBench.run(url: url))
        case "read-stream":
            return try rest.first.map { BenchFigures(rate: try ReadStreamBench.run(url: url, stream: $0)) }
        case "rebuild": return try RebuildBench.run(url: url, from: .envelopes)
        case "rebuild-decoded": return try RebuildBench.run(url: url, from: .events)
        case "catch-up": return BenchFigures(rate: try CatchUpBench.run(url: url))
        case "seal", "verify", "prove": return try audit(workload, url, rest).map { BenchFigures(rate: $0) }
        case "floor": return floor(Array(words.dropFirst())).map { BenchFigures(rate: $0) }
        default: return nil
        }
    }

    private static func way(_ words: [String]) -> AppendBench.Way? {
        if words.isEmpty { return .alone(eventsPerAppend: 1) }
        guard words.count == 2, let count = Int(words[1]) else { return nil }
        return words[0] == "batch" ? .alone(eventsPerAppend: count) : .group(submitters: count)
    }

    private static func audit(_ workload: String, _ url: String, _ rest: [String]) throws -> Double? {
        guard let folder = rest.first else { return nil }
        switch workload {
        case "seal": return try AuditBench.seal(url: url, folder: folder)
        case "verify": return try AuditBench.verify(url: url, folder: folder)
        default: return try rest.dropFirst().first.map { try AuditBench.prove(url: url, folder: folder, stream: $0) }
        }
    }

    private static func floor(_ words: [String]) -> Double? {
        guard let workload = words.first, words.count > 1 else { return nil }
        let (url, rest) = (words[1], Array(words.dropFirst(2)))
        switch workload {
        case "append", "append-bare":
            guard rest.count == 3, let seconds = Double(rest[1]), let size = Int32(rest[2]) else { return nil }
            let append = unsafe workload == "append" ? floor_append_arrays : floor_append_bare
            return unsafe append(url, rest[0], seconds, size)
        case "read-log": return unsafe floor_copy_out(url)
        case "read-stream": return rest.first.map { unsafe floor_read_stream(url, $0) }
        case "rebuild": return unsafe floor_rebuild(url)
        default: return nil
        }
    }
}
