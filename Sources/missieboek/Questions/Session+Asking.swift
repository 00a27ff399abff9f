import CommandBus
import DomainRecords
import EventSourcing
import Glibc
import PostgresEventStore
import Projections
import ReadModels
import TradeMissions

extension Session {
    /// The answer to a question about some streams, as of the moment that the user asked about.
    ///
    /// `stream` is the file that the user named, if any: one that was not there yet is told from one that never was.
    func ask<Answer>(
        about stream: StreamName? = nil, _ question: (Records) throws(Interruption) -> Answer
    ) throws -> Answer {
        if let stream { try requireBegun(stream) }
        let (position, validAt) = try cut()
        switch try RecordLoader(store, through: position, validAt: validAt).run(question).answer {
        case .success(let answer): return answer
        case .failure(let refusal): throw Failure(.notFound, refusal.finding)
        }
    }

    /// The rows of a read model: of now, caught up first, or as they were.
    func rows<Model: ReadModel>(of _: Model.Type) throws -> [Model.Row] {
        let (position, validAt) = try cut()
        guard position != nil || validAt != nil else {
            return try Projector<Model>(store, store, waitingBy: Self.block).latestRows()
        }
        return try HistoricRows<Model>(store).rows(
            through: position ?? store.advanceWatermark(), validAt: validAt)
    }

    /// Blocks the thread of this command, which has nothing else to do.
    private static func block(_ duration: Duration) {
        usleep(UInt32(duration / .microseconds(1)))
    }

    /// The events of a file, as of the moment that the user asked about.
    func events(of streams: [StreamName]) throws -> [RecordedEvent] {
        let (position, validAt) = try cut()
        return try store.read(streams, through: position).filter { event in
            validAt.map { event.occurredAt <= $0 } ?? true
        }
    }

    /// Fails when the file exists, and did not at the moment that the user asked about.
    func requireBegun(_ stream: StreamName) throws {
        guard options.asOf != nil || options.validAt != nil, try events(of: [stream]).isEmpty,
            let first = try store.read([stream], through: nil).first
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

    /// Says when the moment that the user asked about lies beyond what is known.
    func sayWhenBeyondTheLog() throws {
        guard let asOf = options.asOf else { return }
        if let position = Int64(asOf) {
            let last = try store.advanceWatermark()
            guard position > last else { return }
            console.say(
                Phrase(
                    nl:
                        "Positie \(position) ligt voorbij het logboek, dat eindigt bij \(last): dit is de stand van nu.",
                    en: "Position \(position) lies beyond the log, which ends at \(last): this is how things are now."))
        } else if let moment = try? Timestamp(momentOrDate: asOf, "--as-of"), moment > Session.now() {
            console.say(
                Phrase(
                    nl: "\(asOf) ligt in de toekomst: dit is de stand van nu.",
                    en: "\(asOf) lies in the future: this is how things are now."))
        }
    }
}

extension Timestamp {
    /// A moment that the user gave for an option of this name: a time, or a date, which means the end of that day in
    /// Amsterdam.
    init(momentOrDate text: String, _ name: String) throws(Failure) {
        if let date = try? CivilDate(text: text) {
            self = date.endInAmsterdam
        } else {
            try self.init(argument: text, name)
        }
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
        self.init(
            nl: "\(error.text.shownSafely) is niet \(error.dutch)",
            en: "\(error.text.shownSafely) is not \(error.expected)"
        )
    }
}
