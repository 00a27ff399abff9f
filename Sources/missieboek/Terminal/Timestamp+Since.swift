import CommandBus
import EventSourcing
import TradeMissions

extension Timestamp {
    /// What `--since` names: a time, or a date, which means the beginning of that day in Amsterdam.
    init(since text: String) throws(Failure) {
        if let date = try? CivilDate(text: text) {
            // The last microsecond of the day before is not of this day.
            self = Timestamp(microseconds: date.adding(days: -1).endInAmsterdam.microseconds + 1)
        } else if let time = try? Timestamp(text: text) {
            self = time
        } else if let time = Timestamp.moments(clockTextInAmsterdam: text).first {
            self = time
        } else {
            throw Failure(
                .usage,
                Phrase(
                    nl:
                        "--since: \(text.shownSafely) is geen tijd (2026-03-16T10:00:00+01:00) en geen datum (2026-03-16)",
                    en: "--since: \(text.shownSafely) is no time (2026-03-16T10:00:00+01:00) and no date (2026-03-16)"))
        }
    }
}
