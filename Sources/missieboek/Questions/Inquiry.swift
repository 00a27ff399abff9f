import CommandBus
import DomainRecords
import EventSourcing
import Glibc
import PostgresEventStore
import Projections
import ReadModels
import TradeMissions

/// One question about one moment.
///
/// Its place in the log is fixed once, so that everything its answer is made of is read as of the same moment,
/// whatever is recorded meanwhile.
struct Inquiry {
    private let store: PostgresEventStore
    /// Nothing that was recorded after it is known; up to here the log is complete.
    let position: Int64
    /// As of where names are shown: as they were known then, when the user asks what was known then.
    let namesPosition: Int64?
    /// Nothing that happened later is known; nil for everything.
    let validAt: Timestamp?
    /// Whether the user wants things as they were, not as they are.
    private let looksBack: Bool
    /// What is to be said beforehand: that the moment lies beyond what is known.
    let caution: Phrase?
    private let console: Console
    /// Whether the log can be read only: on a standby, and within a scope, nothing is caught up.
    private let isReadOnly: Bool
    private let glance: Glance?
    /// Whether files that the answer speaks of may be out of sight.
    let isScoped: Bool
    /// What its answers lack, as far as they were given by now.
    let heldBack = HeldBack()

    /// `glance` is what was read since the question was asked.
    init(_ session: Session, knowing glance: Glance? = nil) throws {
        let (store, options) = (session.store, session.options)
        self.glance = glance
        self.store = store
        console = session.console
        let replica = session.replica.flatMap { $0.isStandby ? $0 : nil }
        let scoped = session.scoped
        isReadOnly = replica != nil || scoped != nil
        isScoped = scoped != nil
        // A standby never moves the watermark: its log is complete up to the one that has come to it.
        func completeEnd() throws(StoreFailure) -> Int64 {
            if let replica { return replica.position }
            if let scoped {
                let end = try store.completeEnd(knowing: scoped.reach, waitingBy: Self.block)
                // What was in flight when the question began is looked at too.
                if end > scoped.reach.watermark { _ = try store.beginScopedQuestion() }
                return end
            }
            return try store.completeEnd(knowing: glance?.reach, waitingBy: Self.block)
        }
        validAt = try options.validAt.map { text throws(Failure) in try Timestamp(validAt: text) }
        looksBack = options.asOf != nil || options.validAt != nil
        let now = Session.now()
        switch try options.asOf.map({ text throws(Failure) in try LogMoment(asOf: text) }) {
        case nil:
            position = try completeEnd()
            caution = nil
        case .position(let wanted):
            let end = try completeEnd()
            position = min(wanted, end)
            caution = wanted > end ? Self.beyond(end, wanted) : nil
        case .time(let moment) where moment > now:
            position = try completeEnd()
            caution = Self.inFuture(options.asOf)
        case .time(let moment):
            (position, caution) = try Self.past(moment, in: store)
        case .date(let date) where date.endInAmsterdam > now:
            position = try completeEnd()
            // Today is up to now.
            caution = date == now.dateInAmsterdam ? nil : Self.inFuture(options.asOf)
        case .date(let date):
            (position, caution) = try Self.past(date.endInAmsterdam, in: store)
        }
        namesPosition = options.asOf == nil ? nil : position
    }

    /// The answer to a question about some streams.
    ///
    /// `stream` is the file that the user named, if any: one that was not there yet is told from one that never was.
    func ask<Answer>(
        about stream: StreamName? = nil, _ question: (Records) throws(Interruption) -> Answer
    ) throws -> Answer {
        if let stream { try requireBegun(stream) }
        switch try RecordLoader(store, snapshots: store, through: position, validAt: validAt).run(question).answer {
        case .success(let answer): return answer
        case .failure(let refusal): throw Failure(.notFound, refusal.finding)
        }
    }

    /// The rows of a read model: of now, caught up first, or as they were.
    ///
    /// Those of now may hold what was recorded since the question was asked.
    func rows<Model: ReadModel>(of _: Model.Type) throws -> [Model.Row] {
        let contents = try contents(of: Model.self)
        heldBack.note(contents.heldBack, in: Model.name)
        return contents.rows
    }

    private func contents<Model: ReadModel>(of _: Model.Type) throws -> ModelContents<Model.Row> {
        let history = HistoricRows<Model>(store)
        if looksBack { return try history.contents(through: position, validAt: validAt) }
        let bar = ReadModelBar(console, Model.name.name, after: .seconds(1))
        defer { bar.clear() }
        let projector = Projector<Model>(store, store, waitingBy: Self.block, reportingTo: { bar.show($0) })
        let model = glance?.model.flatMap { $0.name == Model.name ? $0 : nil }
        let standing = try model?.standing ?? store.standing(of: Model.name)
        if isReadOnly {
            // Rows that reach the position have come to the standby whole; what is missing there is folded from the log.
            guard standing.position >= position, !standing.isAhead else {
                return try history.contents(through: position, validAt: nil)
            }
        } else if standing.isAhead {
            console.say(emptied: try store.discardModelsAhead())
            return try projector.contents(caughtUpTo: position)
        }
        return try projector.contents(caughtUpTo: position, knowing: model)
    }

    /// The events of some files, in the order in which they were recorded.
    func events(of streams: [StreamName]) throws -> [RecordedEvent] {
        try store.read(streams, through: position).filter { event in
            validAt.map { event.occurredAt <= $0 } ?? true
        }
    }

    /// The events of some files, each with the login that recorded it.
    ///
    /// Without the logins for whoever may not know them.
    func chronicle(of streams: [StreamName]) throws -> [ChronicleLine] {
        let lines = try opening(events(of: streams).map { try ChronicleLine($0) })
        // Within a scope nobody asks for them: a refusal would be taken for an attempt.
        guard !isScoped else { return lines }
        let logins: [UniqueID: String]
        do throws(StoreFailure) {
            logins = try store.logins(of: Set(lines.compactMap(\.commandID)).sorted { $0.text < $1.text })
        } catch {
            guard case .denied = error else { throw error }
            return lines
        }
        return lines.map { line in line.recorded(by: line.commandID.flatMap { logins[$0] }) }
    }

    /// Opens texts that lie sealed in events.
    var statements: StatementReader { StatementReader(store: store, console: console, isClosed: isScoped) }

    /// The lines with what is sealed in them opened, as far as this user may know.
    private func opening(_ lines: [ChronicleLine]) throws -> [ChronicleLine] {
        var read = try statements.read(lines.compactMap(\.sealedStatement)).makeIterator()
        return lines.map { $0.sealedStatement == nil ? $0 : $0.showing(read.next()) }
    }

    /// Hands every event of the log as it was then to `body`, in constant memory.
    func scan(_ body: (RecordedEvent) -> Void) throws {
        try store.readLog(after: 0, through: position) { event in
            if let validAt, event.occurredAt > validAt { return }
            body(event)
        }
    }

    /// The dossiers that there were then, in order of name: not what keeps the book of holds and erasures itself.
    func dossiers() throws -> [StreamName] {
        var found: Set<StreamName> = []
        try scan { event in
            if Category(of: event.stream)?.isAboutKeeping == false { found.insert(event.stream) }
        }
        return found.sorted()
    }

    /// The exceptions of these kinds that the log shows after `start`, and up to where it was read.
    func exceptions(
        of kinds: Set<ExceptionKind>, after start: Int64
    ) throws -> (lines: [ExceptionLine], end: Int64) {
        let search = ExceptionSearch(store, for: kinds, shownAfter: start)
        let contents = try search.contents(through: position, validAt: validAt)
        heldBack.note(contents.heldBack, in: ProjectionName("exceptions", version: 1))
        return (contents.rows, position)
    }

    /// Fails when the file exists, and did not at the moment that the user asked about.
    func requireBegun(_ stream: StreamName) throws {
        guard looksBack, try events(of: [stream]).isEmpty, let first = try store.read([stream], through: nil).first
        else { return }
        let name = stream.text
        let (day, recorded) = (first.occurredAt.dateInAmsterdam.text, first.recordedAt.clockTextInAmsterdam)
        throw Failure(
            .notFound,
            Phrase(
                nl: "\(name) bestond toen nog niet: het begint met \(first.type) op \(day), "
                    + "vastgelegd op \(recorded) (positie \(first.position))",
                en: "\(name) did not exist yet then: it begins with \(first.type) on \(day), "
                    + "recorded at \(recorded) (position \(first.position))"))
    }

    /// Blocks the thread of this command, which has nothing else to do.
    static func block(_ duration: Duration) {
        usleep(UInt32(duration / .microseconds(1)))
    }

    /// Up to where everything was known then, and what to say when that is not all that was recorded by then.
    private static func past(
        _ moment: Timestamp, in store: PostgresEventStore
    ) throws(StoreFailure) -> (position: Int64, caution: Phrase?) {
        let position = try store.watermark(at: moment)
        guard let unproven = try store.unprovenEvents(by: moment, beyond: position) else { return (position, nil) }
        let (count, last) = (unproven.count, unproven.lastPosition)
        guard !unproven.mayBeMore else {
            return (
                position,
                Phrase(
                    nl:
                        "Dit is de stand tot en met positie \(position): tot daar was het logboek toen zeker volledig. Daarna "
                        + "zijn vóór dit moment nog minstens \(count) gebeurtenissen vastgelegd.",
                    en:
                        "This is how things were up to position \(position): up to there the log was surely complete then. "
                        + "At least \(count) more events were recorded before this moment.")
            )
        }
        return (
            position,
            Phrase(
                nl: "Dit is de stand tot en met positie \(position): tot daar was het logboek toen zeker volledig. Wat "
                    + "daarna vóór dit moment is vastgelegd (gebeurtenissen: \(count)), telt mee met --as-of \(last).",
                en: "This is how things were up to position \(position): up to there the log was surely complete then. "
                    + "What was recorded behind it before this moment (events: \(count)) counts with --as-of \(last).")
        )
    }

    private static func inFuture(_ asOf: String?) -> Phrase {
        Phrase(
            nl: "\(asOf ?? "") ligt in de toekomst: dit is de stand van nu.",
            en: "\(asOf ?? "") lies in the future: this is how things are now.")
    }

    private static func beyond(_ end: Int64, _ wanted: Int64) -> Phrase {
        Phrase(
            nl: "Positie \(wanted) ligt voorbij het logboek, dat eindigt bij \(end): dit is de stand van nu.",
            en: "Position \(wanted) lies beyond the log, which ends at \(end): this is how things are now.")
    }
}

extension Scalar {
    /// A value that the user gave for an argument or option of this name.
    init(argument text: String, _ name: String) throws(Failure) {
        do throws(InvalidText) {
            try self.init(text: text)
        } catch {
            throw Failure(.usage, Phrase(same: "\(name): ") + Phrase(error))
        }
    }
}

extension Phrase {
    /// What is wrong with a text.
    init(_ error: InvalidText) {
        let isOneKind = error.dutch.hasPrefix("een ") && !error.dutch.hasPrefix("een van")
        self.init(
            nl: "\(error.text.shownSafely) is \(isOneKind ? "g" : "niet ")\(error.dutch)",
            en: "\(error.text.shownSafely) is not \(error.expected)"
        )
    }
}
