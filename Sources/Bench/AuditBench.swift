import AuditLog
import LogAudit
import PostgresClient

/// Sealing a log, and holding it against what was sealed.
enum AuditBench {
    /// Events in a second that are taken into a new folder and signed.
    static func seal(url: String, folder: String) throws -> Double {
        let connection = try Connection(ConnectionOptions(address: url))
        let key = try SigningKey.generate(name: "missieboek.example/bench", kind: .note)
        let start = ContinuousClock.now
        let seal = try Sealer(AuditFolder(folder), key: key, mayBegin: true).seal(connection, at: 0)
        return Double(seal.added) / ((ContinuousClock.now - start) / .seconds(1))
    }

    /// Events in a second of which every byte is compared.
    static func verify(url: String, folder: String) throws -> Double {
        let connection = try Connection(ConnectionOptions(address: url))
        let folder = AuditFolder(folder)
        var sealed: [Checkpoint] = []
        for note in try folder.notes() { sealed.append(try Checkpoint(of: note)) }
        let start = ContinuousClock.now
        let report = try LogVerification(folder, sealed: sealed, kept: []).run(connection)
        precondition(report.isSound && report.events == report.sealed, "\(report)")
        return Double(report.events) / ((ContinuousClock.now - start) / .seconds(1))
    }

    /// Proofs in a second, one of a file after the other, each with its reading.
    static func prove(url: String, folder: String, stream: String) throws -> Double {
        let connection = try Connection(ConnectionOptions(address: url))
        let start = ContinuousClock.now
        let rounds = 20
        for _ in 0..<rounds {
            guard let prover = try Prover(AuditFolder(folder)) else { preconditionFailure("nothing is sealed") }
            let bundle = try prover.bundle(of: [stream], connection)
            precondition(!bundle.proofs.isEmpty, "\(stream) has no proofs")
        }
        return Double(rounds) / ((ContinuousClock.now - start) / .seconds(1))
    }
}
