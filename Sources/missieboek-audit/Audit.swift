import ArgumentParser
import AuditMessages
import ByteStreams
import CanonicalJSON
import Glibc
import TradeMissions

/// Does for `missieboek audit` what needs cryptography, and tells it in ``AuditMessage``s what came of it.
///
/// It finds the database by `PGHOST` and the other variables of libpq.
@main
struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "missieboek-audit", abstract: "Run by `missieboek audit`; speaks JSON Lines.",
        subcommands: [
            MakeKey.self, ShowKey.self, RotateKey.self, SealLog.self, VerifyLog.self, ProveStreams.self,
            ProveGrowth.self, WitnessGrowth.self, AddCosignature.self, RebuildFolder.self,
        ])

    /// Who ran it, as long as that is there.
    static let parent = getppid()

    static func main() {
        _ = parent
        FileStream.reserveStandardStreams()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            // Its own help, and arguments that `missieboek` does not give.
            if exitCode(for: error) != .failure { exit(withError: error) }
            let failure = AuditAbort(any: error)
            tell(.failure(status: failure.status, failure.words))
            exit(withError: ExitCode(failure.status.rawValue))
        }
    }

    /// Writes the last line, and ends with its exit code.
    static func finish(_ words: Phrase, _ data: Node, isSound: Bool = true) throws {
        let status: AuditStatus = isSound ? .sound : .verificationFailed
        tell(.result(status: status, words, data: data))
        if !isSound { throw ExitCode(status.rawValue) }
    }

    static func tell(_ message: AuditMessage) {
        // Nobody is left to tell when standard output is closed.
        try? FileStream.standardOutput.write(Array((message.node.lineText + "\n").utf8))
    }
}
