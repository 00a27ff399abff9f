import CommandBus
import EmbeddedPostgres
import EventSourcing
import PostgresClient
import PostgresEventStore
import TradeMissions

// The alert: whether anything was refused lately, and whether that would show.
extension Checkup {
    /// What was refused in the last day by the private cluster.
    mutating func checkDenials(_ cluster: EmbeddedCluster) {
        var log = DenialLog(since: Session.now().adding(seconds: -86_400))
        do {
            try log.read(cluster)
        } catch {
            add(
                "denials", .warn,
                Phrase(nl: "het log van de server is niet te lezen", en: "the server's log cannot be read"))
            return
        }
        let logins = Set(log.denials.map(\.login)).sorted().joined(separator: ", ")
        guard let last = log.denials.last else {
            add("denials", .ok, Phrase(nl: "niets geweigerd in een etmaal", en: "nothing refused in a day"))
            return
        }
        let (count, time) = (log.denials.count, last.time.clockTextInAmsterdam)
        let often = Phrase(nl: "\(count) keer", en: count == 1 ? "once" : "\(count) times")
        add(
            "denials", .warn,
            Phrase(
                nl: "\(often.nl) iets geweigerd in een etmaal, aan \(logins.shownSafely); het laatst op \(time)",
                en: "something was refused \(often.en) in a day, to \(logins.shownSafely); last at \(time)"),
            next: Phrase(same: "missieboek audit denials"))
    }

    /// Whether the log of a server that is not ours would tell of a refusal, and keeps to itself what was asked.
    mutating func checkDenialLog(_ connection: borrowing Connection) throws(PostgresError) {
        let wanted = ServerSetting.ofDenials
        let found = try connection.execute(LogSettings(of: wanted.map(\.name)))
        let missing = wanted.filter { setting in
            !found.contains { $0.name == setting.name && $0.value == setting.value }
        }
        guard !missing.isEmpty else {
            add(
                "denials", .ok,
                Phrase(
                    nl: "het log van de server houdt bij wat is geweigerd",
                    en: "the server's log tells what was refused"))
            return
        }
        let settings = missing.map { "\($0.name) = '\($0.value)'" }.joined(separator: ", ")
        add(
            "denials", .warn,
            Phrase(
                nl: "het log van de server zegt niet wie wat is geweigerd, of zegt te veel",
                en: "the server's log does not tell who was refused what, or tells too much"),
            next: Phrase(
                nl: "als superuser, met alter system: \(settings)", en: "as a superuser, by alter system: \(settings)"))
    }
}
