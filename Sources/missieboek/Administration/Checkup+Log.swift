import EventSourcing
import PostgresClient
import PostgresEventStore
import ReadModels
import TradeMissions

// What a log needs to go on: room, a server that it knows, a primary that it follows.
extension Checkup {
    mutating func checkRoom(_ connection: borrowing Connection) throws(PostgresError) {
        let room = try connection.executeOne(RoomAhead())
        let isShort = room.positions < room.wanted
        add(
            "partitions", room.positions <= 0 ? .fail : isShort ? .warn : .ok,
            Phrase(
                nl:
                    "ruimte voor nog \(max(0, room.positions)) posities; een nieuwe partitie komt er onder \(room.wanted)",
                en: "room for \(max(0, room.positions)) more positions; a new partition is made below \(room.wanted)"),
            next: isShort
                ? Phrase(
                    nl:
                        "missieboek db migrate, als superuser of lid van missieboek_owner: dat maakt de volgende partitie",
                    en:
                        "missieboek db migrate, as a superuser or a member of missieboek_owner: it makes the next partition"
                )
                : nil)
    }

    mutating func checkIncarnation(_ connection: borrowing Connection) throws(PostgresError) {
        let standing = try connection.executeOne(IncarnationStanding())
        let began = standing.beganAt.clockTextInAmsterdam
        guard standing.isOfThisServer else {
            add(
                "history", .fail,
                Phrase(
                    nl: "het logboek is naar een andere server gegaan zonder dat dit is gemeld",
                    en: "the log has come to another server, and nobody has said so"),
                next: Phrase(
                    nl: "missieboek db promote, als superuser, vóór er iets wordt vastgelegd",
                    en: "missieboek db promote, as a superuser, before anything is recorded"))
            return
        }
        let lost = standing.acknowledgedPosition.flatMap { told in
            told > standing.keptPosition ? "\(standing.keptPosition + 1)–\(told)" : nil
        }
        switch standing.cause {
        case "created": add("history", .ok, Phrase(nl: "één loop vanaf het begin", en: "one life from the beginning"))
        case "found":
            add(
                "history", .warn,
                Phrase(
                    nl:
                        "sinds \(began) op een andere server; wat na positie \(standing.keptPosition) was, kan anders zijn",
                    en: "on another server since \(began); what was behind position \(standing.keptPosition) can differ"
                ),
                next: Phrase(
                    nl: "geef de laatste opdrachten van daarvoor opnieuw, met hetzelfde nummer",
                    en: "give the latest commands of before again, with the same ids"))
        default:
            add(
                "history", .ok,
                Phrase(
                    nl:
                        "loop \(standing.number) (\(Self.dutch(cause: standing.cause))) sinds \(began), tot positie "
                        + "\(standing.keptPosition) als daarvoor"
                        + (lost.map { "; verloren, volgens opgave: \($0)" } ?? ""),
                    en: "life \(standing.number) (\(standing.cause)) since \(began), up to position "
                        + "\(standing.keptPosition) as before" + (lost.map { "; lost, as was stated: \($0)" } ?? "")))
        }
    }

    private static func dutch(cause: String) -> String {
        switch cause {
        case "promoted": "een replica nam het over"
        case "restored": "teruggezet"
        default: cause
        }
    }

    /// Says nothing of a server that follows no other.
    mutating func checkReplica(_ connection: borrowing Connection) throws(PostgresError) {
        let standing = try connection.executeOne(ReplicaStanding())
        guard standing.isStandby else { return }
        let missing = (standing.reportedEnd ?? 0) - (standing.replayedEnd ?? 0)
        let age =
            standing.replayedAge.map { Phrase(nl: "\($0 / 1000) s geleden", en: "\($0 / 1000) s ago") }
            ?? Phrase(nl: "onbekend hoe lang geleden", en: "nobody knows how long ago")
        let isPaused = try connection.executeOne(ReplayPaused())
        let isStuck = standing.isStreaming && isPaused
        guard !isStuck else {
            return add(
                "replica", .warn,
                Phrase(
                    nl:
                        "volgt een andere server, maar voert niet uit wat die zendt: \(missing) bytes achter, de laatste "
                        + "wijziging is van \(age.nl)",
                    en: "follows another server, but does not apply what that sends: \(missing) bytes behind, the last "
                        + "change is of \(age.en)"),
                next: Phrase(
                    nl: "als superuser, daar: select pg_wal_replay_resume()",
                    en: "as a superuser, there: select pg_wal_replay_resume()"))
        }
        add(
            "replica", standing.isStreaming ? .ok : .warn,
            standing.isStreaming
                ? Phrase(
                    nl: "volgt een andere server, \(max(0, missing)) bytes daarachter",
                    en: "follows another server, \(max(0, missing)) bytes behind it")
                : Phrase(
                    nl: "volgt geen andere server; de laatste wijziging is van \(age.nl)",
                    en: "follows no other server; the last change is of \(age.en)"),
            next: standing.isStreaming
                ? nil
                : Phrase(
                    nl: "ga na of de andere server draait; is die weg: missieboek db promote",
                    en: "look whether the other server runs; when it is gone: missieboek db promote"))
    }

    /// Says nothing while nothing is held back.
    mutating func checkParked(_ connection: borrowing Connection) throws(PostgresError) {
        let counts = try connection.execute(ParkedCounts(of: ReadModelCatalogue.all.map { $0.name }))
        guard !counts.isEmpty else { return }
        let list = counts.map { "\($0.model) \($0.streams)" }.joined(separator: ", ")
        add(
            "parked", .warn,
            Phrase(
                nl: "dossiers die een leesmodel niet verder kon lezen: \(list)",
                en: "files that a read model could not go on with: \(list)"),
            next: Phrase(
                nl: "missieboek projections parked: dat zegt welke, en waarom",
                en: "missieboek projections parked: it says which, and why"))
    }

    mutating func checkModels(_ connection: borrowing Connection) throws(PostgresError) {
        let ahead = try connection.execute(ModelsAhead()).joined(separator: ", ")
        guard !ahead.isEmpty else { return }
        add(
            "read models", .warn,
            Phrase(nl: "loopt voor op het logboek: \(ahead)", en: "ahead of the log: \(ahead)"),
            next: Phrase(
                nl: "stel een vraag (missieboek board): die vult opnieuw",
                en: "ask a question (missieboek board): it fills anew"))
    }
}
