import ArgumentParser
import ByteStreams
import CanonicalJSON
import CommandBus
import EventSourcing
import FoundationEssentials
import PostgresClient
import PostgresEventStore
import TradeMissions

struct FollowCommand: AsyncParsableCommand, Documented {
    static let configuration = CommandConfiguration(commandName: "follow")

    static let help = HelpPage(
        title: Phrase(
            nl: "Gebeurtenissen tonen zodra zij zijn vastgelegd", en: "Show events as soon as they are recorded"),
        usage: "follow [--after POSITION] [--name NAME] [--listen URL] [--ground TEXT] [STREAM]…",
        options: [
            (
                "STREAM",
                Phrase(
                    nl: "alleen van deze dossiers; zonder: van alle", en: "of these files only; without: of all")
            ),
            (
                "--after POSITION",
                Phrase(
                    nl: "begin na deze positie in het logboek, 0 is het begin; anders na wat er nu is",
                    en: "begin after this position of the log, 0 is its beginning; else after what is there now")
            ),
            (
                "--name NAME",
                Phrase(
                    nl: "onthoud onder deze naam hoe ver het kwam, en ga de volgende keer daar verder",
                    en: "keep under this name how far it came, and go on there the next time")
            ),
            (
                "--listen URL",
                Phrase(
                    nl: "luister op dit adres; anders MISSIEBOEK_LISTEN_URL, anders dat van de database",
                    en: "listen at this address; else MISSIEBOEK_LISTEN_URL, else at the database's")
            ),
            GroundOption.help,
        ],
        examples: [
            "missieboek follow", "missieboek follow mission-riyad-2026 --after 0",
            "missieboek follow --name archief --after 0 --output jsonl",
        ],
        details: [
            Phrase(
                nl:
                    "Gaat door tot Ctrl-C en eindigt dan met 0. In een pijp en met --output jsonl komt elke gebeurtenis "
                    + "als één JSON-object op een regel.",
                en:
                    "Goes on until Ctrl-C and then ends with 0. In a pipe and with --output jsonl each event is one JSON "
                    + "object on a line."),
            Phrase(
                nl: "Met --name komt elke gebeurtenis minstens één keer: die van de laatste regels opnieuw, als het "
                    + "programma werd afgebroken. Wie dezelfde naam later gebruikt, neemt haar over; de eerdere toont dan "
                    + "niets meer en stopt met 3. --after telt alleen als de naam nieuw is.",
                en: "With --name each event comes at least once: those of the last lines again when the program was "
                    + "broken off. Whoever uses the same name later takes it over; the earlier one then shows nothing more "
                    + "and ends with 3. --after only counts when the name is new."),
            Phrase(
                nl:
                    "Met --replica komt alles tot waar de replica volledig is, en kijkt het elke seconde; --name gaat dan "
                    + "niet. Is het logboek teruggezet of verder gegaan op een andere server, dan gaat het terug naar wat "
                    + "beide hebben, en zegt dat.",
                en: "With --replica it gives everything up to where the replica is complete, and looks every second; "
                    + "--name does not go with it. When the log was restored or went on at another server, it goes back "
                    + "to what both have, and says so."),
            Phrase(
                nl:
                    "Achter een pooler (MISSIEBOEK_POOLER=transaction) wordt alleen geluisterd op een adres dat u noemt, "
                    + "rechtstreeks naar de server; anders wordt elke seconde gekeken.",
                en: "Behind a pooler (MISSIEBOEK_POOLER=transaction) it only listens at an address that you name, "
                    + "straight to the server; else it looks every second."),
        ])

    static let scope: [ScopeOption] = [.replica, .maxLag]
    static let writesCSV = false

    @Argument var streams: [String] = []
    @Option var after: Int64?
    @Option var name: String?
    @Option var listen: String?
    @OptionGroup var ground: GroundOption
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try options.requireNoCSV(of: "follow")
        _ = try Session.listenAddress(listen)
        try Self.requireLawful(name)
        try ground.requireLawful()
        let session = try await openSession()
        let isReplica = session.replica?.isStandby == true
        let trace = try session.trace(on: ground)
        let files = try trace.attempt(.follow, of: .unknown) {
            try streams.isEmpty ? nil : streams.map { try session.stream(named: $0) }
        }
        // A name that is kept goes on where it was, so that `--after` is not looked at.
        let isKept =
            try name.map { name throws(StoreFailure) in try session.store.latestClaim(of: name) != nil } ?? false
        if let after, !isKept { try Self.require(after, in: session.store) }
        let start = try after ?? (isReplica ? session.store.watermark() : session.store.advanceWatermark())
        let claim = try name.map { try session.store.claimSubscription($0, startingAt: start) }
        let bookmark = Bookmark(claim)
        let position = claim?.position ?? start
        try Self.require(position, in: session.store)
        if let claim, claim.position < claim.formerPosition {
            session.console.say(Self.loss(behind: claim.position, of: claim.formerPosition))
        }

        if let name, !isKept, after == nil { session.console.say(Self.newHere(name)) }

        let subscription = try subscription(
            in: session, after: position, of: files, marking: bookmark, isReplica: isReplica)
        // What comes of it is not known: whoever follows sees all that is recorded until he stops.
        for object in files.map({ $0.map { ReadObject.file($0.text) } }) ?? [.everything] {
            try trace.record(.follow, of: object, .begun, asOf: position)
        }
        // Until here an interrupt ends the program as usual: nothing was shown yet.
        let interrupts = Interrupts { _ in subscription.end() }
        session.console.say(
            Phrase(
                nl: "Volgt het logboek na positie \(position); stoppen: Ctrl-C.",
                en: "Follows the log after position \(position); to stop: Ctrl-C."))
        try session.say(missing: files ?? [])
        for try await batch in subscription {
            try session.show(batch.events)
            try bookmark.move(to: batch, in: session.store)
        }
        try bookmark.finish(in: session.store)
        withExtendedLifetime(interrupts) {}
    }

    /// Whoever has followed under this name before, in a database that is no more, would miss what came meanwhile.
    private static func newHere(_ name: String) -> Phrase {
        Phrase(
            nl: "“\(name)” is hier nieuw: getoond wordt wat vanaf nu komt; met --after POSITIE ook wat er al is.",
            en: "“\(name)” is new here: what comes from now on is shown; with --after POSITION what is there too.")
    }

    /// As `event_store.claim_subscription` has it.
    private static func requireLawful(_ name: String?) throws(Failure) {
        guard let name, !name.isSubscriptionName else { return }
        throw Failure(
            .badInput,
            Phrase(
                nl:
                    "--name: \(name.shownSafely) kan geen naam zijn: kleine letters en cijfers, met streepjes ertussen, "
                    + "zoals archief-rvo; hoogstens 200",
                en:
                    "--name: \(name.shownSafely) cannot be a name: small letters and digits, with hyphens between them, "
                    + "such as archive-rvo; 200 at most"))
    }

    /// A replica is followed as questions are asked of it; a name is kept in the database.
    private func openSession() async throws -> Session {
        guard name == nil else { return try await Session.open(options) }
        let session = try await Session.openToAsk(options, glancingAt: nil).session
        try session.requireWholeView(of: "follow")
        guard listen == nil || session.replica == nil else {
            throw Failure(
                .usage,
                Phrase(
                    nl: "--listen gaat niet met een replica: die wordt elke seconde bekeken",
                    en: "--listen does not go with a replica: it is looked at every second"))
        }
        return session
    }

    private func subscription(
        in session: Session, after position: Int64, of files: [StreamName]?, marking bookmark: Bookmark,
        isReplica: Bool
    ) throws -> Subscription {
        let (console, connection) = (session.console, session.store.options)
        let signal = try PostgresLogSignal(listeningAt: isReplica ? nil : listenAddress(connection)) { error in
            console.say(
                Phrase(
                    nl: "Luisteren lukt niet; het kijkt elke seconde: \(error.words)",
                    en: "Cannot listen; it looks every second: \(error.words)"))
        }
        let notices = LogFollower.Notices(
            onOutage: { _ in
                console.say(
                    Phrase(
                        nl: "De database is niet bereikbaar; het wacht tot zij terug is.",
                        en: "The database cannot be reached; it waits until that is back."))
            },
            onReturn: { former, shared in console.say(Self.loss(behind: shared, of: former)) },
            mayGoOn: { store throws(StoreFailure) in try bookmark.isOwn(in: store) })
        return Subscription(
            after: position, in: bookmark.incarnation, of: files, movesWatermark: !isReplica, signal: signal,
            notices: notices,
            on: DispatchThread(label: "subscription"),
            opening: { () throws(StoreFailure) in try PostgresEventStore(connection) })
    }

    private func listenAddress(_ connection: ConnectionOptions) throws(Failure) -> ConnectionOptions? {
        if let named = try Session.listenAddress(listen) { return ConnectionOptions(address: named) }
        return connection.isPooledByTransaction ? nil : connection
    }

    private static func loss(behind shared: Int64, of former: Int64) -> Phrase {
        Phrase(
            nl:
                "Het logboek is teruggezet of ging verder op een andere server: wat het na positie \(shared) toonde, tot "
                + "\(former), kan weg of veranderd zijn. Het gaat verder na \(shared).",
            en: "The log was restored or went on at another server: what it showed behind position \(shared), up to "
                + "\(former), may be gone or changed. It goes on after \(shared).")
    }

    /// A position of a log that was put back from an older backup may lie beyond its end.
    private static func require(_ position: Int64, in store: PostgresEventStore) throws {
        let end = try store.reach().lastPosition
        guard position < 0 || position > end else { return }
        throw Failure(
            position < 0 ? .usage : .verificationFailed,
            Phrase(
                nl: "positie \(position) ligt niet in het logboek, dat tot \(end) loopt; is het teruggezet?",
                en: "position \(position) does not lie in the log, which goes up to \(end); was it restored?"))
    }
}

extension Session {
    /// Says of which files nothing is recorded yet: a name that was mistyped is waited for as well.
    fileprivate func say(missing files: [StreamName]) throws {
        for file in files where try store.read([file], through: nil).isEmpty {
            console.say(
                Phrase(
                    nl:
                        "\(file.text) is er nog niet: het wacht tot dit dossier begint. Klopt de naam? De missies staan in "
                        + "missieboek board.",
                    en:
                        "\(file.text) is not there yet: it waits until this file begins. Is the name right? The missions "
                        + "are in missieboek board."))
        }
    }

    /// Shows events: a line for each, which a person can read in a terminal, and JSON elsewhere.
    fileprivate func show(_ events: [RecordedEvent]) throws {
        let lines = events.map { event in (try? ChronicleLine(event)) ?? ChronicleLine(unreadable: event) }
        guard options.output == .table, FileStream.standardOutput.isTerminal else {
            return try console.print(lines: lines.map(\.json.lineText))
        }
        let texts = lines.map { $0.summary(in: console.language) }
        let names = try namesAtHand(in: texts)
        try console.print(
            lines: texts.flatMap { text in
                let line = names.shown(text).printable
                guard let width = console.width, line.displayWidth > width else { return [line] }
                return TextLayout.wrapped(line, hanging: 4, width: width)
            })
    }
}

extension Session {
    /// None while the database cannot be reached: what was read is shown all the same.
    ///
    /// Asks once more when the connection was lost, since the store then connects anew.
    private func namesAtHand(in texts: [String]) throws -> RegisterNames {
        for _ in 1...2 {
            do { return try names(in: texts) } catch StoreFailure.unavailable { continue }
        }
        return .none
    }
}

extension String {
    fileprivate var isSubscriptionName: Bool {
        let isPlain = utf8.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                || $0 == UInt8(ascii: "-")
        }
        return isPlain && !isEmpty && utf8.count <= 200 && !hasPrefix("-") && !hasSuffix("-")
    }
}

extension ChronicleLine {
    /// The event with its place, moment and content, in one line.
    fileprivate func summary(in language: Language) -> String {
        let content = EventContent(json["data"] ?? .null, abbreviatesHashes: true).phrase.text(in: language)
        let words = [
            "\(event.position)", event.recordedAt.clockTextInAmsterdam, event.stream.text, event.type, event.actor,
            content,
        ]
        return words.joined(separator: "  ")
    }
}

extension PostgresError {
    /// What libpq or the server said.
    fileprivate var words: String {
        switch self {
        case .unreachable(let message), .connectionLost(let message, _), .unexpected(let message): message
        case .server(let report): report.message
        case .rolledBack: "rolled back"
        }
    }
}
