import ByteStreams
import EmbeddedPostgres
import EventSourcing

/// The refusals that a server's log tells of, in the order in which it does.
struct DenialLog {
    private(set) var denials: [DeniedStatement] = []
    private let start: Timestamp?

    /// Longer lines are none of ours: a refusal names an object, a role or an actor.
    private static let longestLine = 1 << 16

    /// Of those at `start` and later, when it is given.
    init(since start: Timestamp?) {
        self.start = start
    }

    mutating func read(_ cluster: EmbeddedCluster) throws {
        for file in try cluster.logFiles() { try read(file: file) }
    }

    /// A minus stands for standard input.
    mutating func read(file path: String) throws(StreamError) {
        if path == "-" {
            try read(.standardInput)
        } else {
            try read(FileStream(reading: path))
        }
    }

    private mutating func read(_ stream: consuming FileStream) throws(StreamError) {
        var reader = LineReader(stream, limit: Self.longestLine)
        while let line = try reader.next() {
            guard case .bytes(let bytes) = line,
                let denial = DeniedStatement(logLine: String(decoding: bytes, as: UTF8.self)),
                start.map({ denial.time >= $0 }) ?? true
            else { continue }
            denials.append(denial)
        }
    }
}
