import CanonicalJSON
import EventSourcing
import PostgresClient
import PostgresEventStore
import TradeMissions

/// How far the server that answers is behind the one that records.
struct ReplicaLag: Hashable {
    /// False for a server that follows no other: it was promoted.
    let isStandby: Bool
    /// Answers hold everything up to this position of the log.
    let position: Int64
    /// Events that have come to the replica and that answers do not hold yet.
    let waitingEvents: Int64
    /// Everything that was recorded longer ago than this is in the answers.
    ///
    /// Nil when nothing is known.
    let milliseconds: Int64?

    /// Asks, and waits by `pause`: three seconds at most for the primary's first word, a second for what it has told of.
    init(
        asking standing: () throws(StoreFailure) -> ReplicaStanding.Standing, waitingBy pause: (Duration) -> Void
    ) throws(StoreFailure) {
        var first = try standing()
        // Of a connection that has just been made; see DataFolder.standbySettings.
        for _ in 0..<60 where first.isStreaming && first.reportedEnd == nil {
            pause(.milliseconds(50))
            first = try standing()
        }
        var latest = first
        var waited: Int64 = 0
        var known = first.replayedAge
        if first.isStreaming, let end = first.reportedEnd, let silence = first.silence {
            while latest.replayedEnd ?? 0 < end, waited < 1000 {
                pause(.milliseconds(10))
                waited += 10
                latest = try standing()
            }
            if latest.replayedEnd ?? 0 >= end { known = silence + waited } else { known = latest.replayedAge }
        }
        isStandby = latest.isStandby
        position = latest.watermark
        waitingEvents = latest.lastPosition - latest.watermark
        milliseconds = latest.isStandby ? known.map { max($0, latest.waitingAge ?? 0) } : 0
    }

    func isWithin(seconds: Int) -> Bool {
        milliseconds.map { ($0 + 999) / 1000 <= seconds } ?? false
    }

    /// Tenths of a second, never less than it is.
    var seconds: String? {
        milliseconds.map { milliseconds in
            let tenths = (milliseconds + 99) / 100
            return "\(tenths / 10).\(tenths % 10)"
        }
    }

    var phrase: Phrase {
        guard isStandby else {
            return Phrase(
                nl: "De server van --replica volgt geen andere (meer): hij antwoordt als de database zelf.",
                en: "The server of --replica follows no other (any more): it answers as the database itself.")
        }
        let age = seconds ?? "?"
        return Phrase(
            nl: "Antwoord van een replica: tot en met positie \(position), hoogstens \(age) s oud; "
                + "\(waitingEvents) posities verder is nog niet volledig.",
            en: "Answer of a replica: up to position \(position), at most \(age) s old; "
                + "\(waitingEvents) positions further on are not complete yet.")
    }

    func refusal(limit: Int) -> Failure {
        let age = Phrase(
            nl: seconds.map { "\($0) s achter" } ?? "onbekend hoe ver achter",
            en: seconds.map { "\($0) s behind" } ?? "behind by nobody knows how much")
        return Failure(
            .databaseUnavailable,
            Phrase(
                nl: "de replica loopt \(age.nl), en meer dan \(limit) s mag niet (--max-lag). Zij reikt tot positie "
                    + "\(position), met \(waitingEvents) posities die nog niet volledig zijn.\nVolgende stap: vraag het de "
                    + "database zelf, geef een groter --max-lag, of ga na of zij nog volgt: missieboek doctor --database URL",
                en:
                    "the replica is \(age.en), and more than \(limit) s is not allowed (--max-lag). It reaches position "
                    + "\(position), with \(waitingEvents) positions that are not complete yet.\n"
                    + "Next step: ask the database itself, "
                    + "give a larger --max-lag, or look whether it still follows: missieboek doctor --database URL"))
    }

    var node: Node {
        [
            "isStandby": .bool(isStandby), "position": .number(String(position)),
            "lag": [
                "positions": .number(String(waitingEvents)), "seconds": seconds.map { .number($0) } ?? .null,
            ],
        ]
    }
}

extension Session {
    /// A session for questions: on the replica that the user named, if any, or on the database, which may be one too.
    ///
    /// Fails when that is further behind than the user allows.
    static func openToAsk(
        _ options: GlobalOptions, glancingAt model: ProjectionName?
    ) async throws -> (session: Session, found: Glance?) {
        let store: PostgresEventStore
        if let address = try replicaAddress(options) {
            store = try PostgresEventStore(ConnectionOptions(address: address), keys: keyFile(options))
            try requireSchema(store)
        } else {
            var opened = try await open(options, glancingAt: model)
            store = opened.session.store
            guard try store.isStandby() else {
                guard try opened.found?.isScoped ?? store.isScoped() else { return opened }
                // What was seen before it was looked at what streams concern may be less than there is.
                opened.session.scoped = try beginScopedQuestion(options.console, store)
                return (opened.session, nil)
            }
        }
        let lag = try ReplicaLag(
            asking: { () throws(StoreFailure) in try store.replicaStanding() }, waitingBy: Inquiry.block)
        guard lag.isWithin(seconds: options.maxLag) else { throw lag.refusal(limit: options.maxLag) }
        let console = options.console
        console.say(lag.phrase)
        let scoped = try store.isScoped() ? beginScopedQuestion(console, store) : nil
        return (Session(console: console, options: options, store: store, replica: lag, scoped: scoped), nil)
    }
}
