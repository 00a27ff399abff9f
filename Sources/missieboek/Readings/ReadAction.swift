import TradeMissions

/// What leaves a trace in the log of readings: each way in which this program shows or hands out what the book holds of
/// persons and companies.
///
/// What shows no more than counts, rules or the standing of the database itself is none: `board`, `rules`, `doctor`.
enum ReadAction: String, CaseIterable {
    case dossier, gate, ledger, bmo, exceptions, timeline, follow, readings
    /// What was erased of somebody, and the files in which they still appear.
    case certificate
    case retentionStatus = "retention status"
    case retentionDue = "retention due"
    case prove = "audit prove"
    case backUp = "db backup"
    case replicate = "db replicate"
    case exportPerson = "person export"
    /// What is about to be erased of somebody, and what stays.
    case planErasure = "person erase"
}

/// What a reading is of, in the words of the log of readings.
enum ReadObject: Equatable {
    /// A stream, by its id; ids tell nobody a name.
    case file(String)
    /// All that the action can show.
    case everything
    case accessLog
    case database
    /// What somebody gave that stands for nothing: it may be a name or a number, and is not kept.
    case unknown

    var text: String {
        switch self {
        case .file(let id): id
        case .everything: "everything"
        case .accessLog: "access-log"
        case .database: "database"
        case .unknown: "unknown"
        }
    }
}
