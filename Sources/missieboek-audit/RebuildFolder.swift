import ArgumentParser
import AuditLog
import AuditMessages
import CanonicalJSON
import LogAudit
import PostgresClient
import TradeMissions

/// Makes the files of a folder anew that were lost or damaged, as far as the log is what was signed.
struct RebuildFolder: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "rebuild")

    @OptionGroup var sealed: SealedFolder

    func run() throws {
        let outcome = try FolderRebuild(sealed.proofs(), under: sealed.policy()).run(AuditDatabase.connect())
        let (count, size) = (outcome.mended.count, outcome.checkpoint.head.size)
        try Audit.finish(
            count == 0
                ? Phrase(
                    nl: "Niets te herstellen: de bewijzen leiden tot het ijkpunt van \(size) gebeurtenissen.",
                    en: "Nothing to mend: the proofs lead to the checkpoint of \(size) events.")
                : Phrase(
                    nl:
                        "Bestanden hersteld: \(count). De bewijzen leiden weer tot het ijkpunt van \(size) gebeurtenissen.",
                    en: "Files mended: \(count). The proofs lead to the checkpoint of \(size) events again."),
            ["size": .number(String(size)), "mended": .array(outcome.mended.map { .string($0) })])
    }
}
