import EventSourcing
import FoundationEssentials

/// When the private database was last backed up: one line in a file of its home, for `doctor`.
enum LastBackup {
    /// A backup without this note is a backup all the same.
    static func note(in home: String) {
        try? (Session.now().text + "\n").write(toFile: file(home), atomically: true, encoding: .utf8)
    }

    /// Nil when there is no note that can be read.
    static func moment(in home: String) -> Timestamp? {
        guard let bytes = FileManager.default.contents(atPath: file(home)) else { return nil }
        return try? Timestamp(text: String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace })
    }

    private static func file(_ home: String) -> String { home + "/last-backup" }
}
