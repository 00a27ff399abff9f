import Benchmark
import CanonicalJSON
import DomainRecords
import EventSourcing
import ReadModels
import TradeMissions

/// What runs for every event of a rebuild, or for every command.
///
/// Each iteration deals with one event, unless its name says otherwise; the events are of every form in turn.
let benchmarks: @Sendable () -> Void = {
    let configuration = Benchmark.Configuration(
        metrics: [.wallClock, .throughput, .instructions], warmupIterations: 5, scalingFactor: .kilo,
        maxDuration: .seconds(2))
    let stored = EventSamples.all.stored
    let read = EventSamples.all.read

    Benchmark("Decode an event, pulled from its bytes", configuration: configuration) { benchmark in
        let decoder = EventDecoder()
        for index in benchmark.scaledIterations {
            blackHole(try decoder.decode(stored[index % stored.count]))
        }
    }

    Benchmark("Decode an event, by way of a node", configuration: configuration) { benchmark in
        for index in benchmark.scaledIterations {
            blackHole(try EventCodec.decode(stored[index % stored.count]))
        }
    }

    Benchmark("Encode an event as canonical JSON", configuration: configuration) { benchmark in
        for index in benchmark.scaledIterations {
            let payload = read[index % read.count].event.message.payload
            let bytes = try CanonicalEncoder().encode(payload)
            blackHole(bytes)
        }
    }

    let participation = EventSamples.stream(of: .participation)
    Benchmark("Fold a participation's stream of \(participation.count) events", configuration: configuration) {
        benchmark in
        for _ in benchmark.scaledIterations {
            var entry = Records.Entry.initial(of: participation[0].header.stream)
            for recorded in participation { entry.apply(recorded.event, recorded.header) }
            blackHole(entry)
        }
    }

    let board = EventSamples.board
    Benchmark("Fold an event into its row of the board", configuration: configuration) { benchmark in
        var row: Board.Row?
        for index in benchmark.scaledIterations {
            let place = index % board.count
            // Else the row would grow with the number of iterations.
            if place == 0 { row = nil }
            for key in Board.keys(of: board[place]) { Board.apply(board[place], to: &row, under: key) }
        }
        blackHole(row)
    }

    let leaf = [UInt8](repeating: 0x5A, count: 512)
    Benchmark("Hash 512 bytes with SHA-256", configuration: configuration) { benchmark in
        for _ in benchmark.scaledIterations { blackHole(SHA256.digest(of: leaf)) }
    }

    Benchmark("Derive an event's id from its command's", configuration: configuration) { benchmark in
        for index in benchmark.scaledIterations { blackHole(UniqueID.event(index, of: .sample)) }
    }

    Benchmark("Make a time-ordered id", configuration: configuration) { benchmark in
        var generator = SystemRandomNumberGenerator()
        for _ in benchmark.scaledIterations { blackHole(UniqueID.timeOrdered(at: .sample, using: &generator)) }
    }
}
