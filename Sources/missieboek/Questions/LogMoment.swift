import CommandBus
import EventSourcing
import TradeMissions

/// What `--as-of` names: how much of the log is known.
enum LogMoment {
    case position(Int64)
    case time(Timestamp)
    /// Up to the end of the day in Amsterdam.
    case date(CivilDate)

    init(asOf text: String) throws(Failure) {
        if let position = Int64(text) {
            guard position >= 0 else {
                throw Failure(
                    .usage,
                    Phrase(
                        nl: "--as-of: \(text.shownSafely) is geen positie: het logboek begint bij 1",
                        en: "--as-of: \(text.shownSafely) is no position: the log begins at 1"))
            }
            self = .position(position)
        } else if let date = try? CivilDate(text: text) {
            self = .date(date)
        } else if let time = try? Timestamp(text: text) {
            self = .time(time)
        } else if let time = try Timestamp(printed: text, for: "--as-of") {
            self = .time(time)
        } else {
            throw Failure(
                .usage,
                Phrase(
                    nl:
                        "--as-of: \(text.shownSafely) is geen tijd met tijdzone (\(Self.time)) of op de klok in Amsterdam "
                        + "('\(Self.clock)'), geen datum (\(Self.date)) en geen positie in het logboek (42)",
                    en:
                        "--as-of: \(text.shownSafely) is no time with its zone (\(Self.time)) or on the clock in Amsterdam "
                        + "('\(Self.clock)'), no date (\(Self.date)) and no position of the log (42)"))
        }
    }

    fileprivate static let time = "2026-03-16T10:00:00+01:00"
    fileprivate static let clock = "2026-03-16 10:00:00"
    fileprivate static let date = "2026-03-16"
}

extension Timestamp {
    /// What `--valid-at` names: a time, or a date, which means the end of that day in Amsterdam.
    init(validAt text: String) throws(Failure) {
        if let date = try? CivilDate(text: text) {
            self = date.endInAmsterdam
        } else if let time = try? Timestamp(text: text) {
            self = time
        } else if let time = try Timestamp(printed: text, for: "--valid-at") {
            self = time
        } else {
            throw Failure(
                .usage,
                Phrase(
                    nl:
                        "--valid-at: \(text.shownSafely) is geen tijd met tijdzone (\(LogMoment.time)) of op de klok in "
                        + "Amsterdam ('\(LogMoment.clock)') en geen datum (\(LogMoment.date))",
                    en:
                        "--valid-at: \(text.shownSafely) is no time with its zone (\(LogMoment.time)) or on the clock in "
                        + "Amsterdam ('\(LogMoment.clock)') and no date (\(LogMoment.date))"))
        }
    }

    /// The end of a second as the program prints it; nil when the text is no such one.
    ///
    /// The end, as of a day: what is printed with this time lies within it.
    fileprivate init?(printed text: String, for option: String) throws(Failure) {
        let moments = Timestamp.moments(clockTextInAmsterdam: text)
        guard let moment = moments.first else { return nil }
        guard moments.count == 1 else {
            let zoned = text.split(separator: " ").joined(separator: "T")
            throw Failure(
                .usage,
                Phrase(
                    nl: "\(option): \(text.shownSafely) was er in Amsterdam twee keer; geef de tijdzone erbij: "
                        + "\(zoned)+02:00 of \(zoned)+01:00",
                    en:
                        "\(option): \(text.shownSafely) came twice in Amsterdam; give it with its zone: \(zoned)+02:00 or "
                        + "\(zoned)+01:00"))
        }
        self.init(microseconds: moment.microseconds + 999_999)
    }
}

extension GlobalOptions {
    /// Fails when an option names no moment.
    func requireMoments() throws(Failure) {
        if let asOf { _ = try LogMoment(asOf: asOf) }
        if let validAt { _ = try Timestamp(validAt: validAt) }
    }
}
