import CommandBus
import EventSourcing
import TradeMissions

/// What became of a scenario, told so that it can be read: events are taken together by month, and what a rule refused
/// stands on its own, as do the next try that was accepted and what was recorded afterwards.
struct ScenarioStory {
    private let language: Language
    private var refused: Set<String> = []
    private var latest = ""
    private var events: [String] = []
    private var dates: [String] = []

    init(_ language: Language) {
        self.language = language
    }

    /// The lines to show once this result is known.
    mutating func lines(for result: CommandResult, of line: ScenarioLine?) -> [String] {
        guard let line else { return rest() + [result.text(in: language)] }
        let isRecorded = result.status == .ok && result.rejection == nil
        let isRetry = isRecorded && refused.remove(line.deed) != nil
        let isLate = line.date < latest
        latest = max(latest, line.date)
        if !isRecorded {
            refused.insert(line.deed)
            return rest() + [line.text.text(in: language)] + explanation(of: result)
        }
        let types = result.placements.map(\.type)
        if isRetry || isLate {
            return rest() + [line.text.text(in: language), Self.indent + types.joined(separator: ", ")]
        }
        let shown = dates.last?.prefix(7) == line.date.prefix(7) ? [] : rest()
        if dates.last != line.date { dates.append(line.date) }
        events += types.filter { !$0.hasSuffix("FileLinked") }
        return shown
    }

    /// What was taken together and not shown yet.
    mutating func rest() -> [String] {
        guard let first = dates.first, let last = dates.last else { return [] }
        let span = first == last ? first : "\(first) … \(last)"
        let list = events.counted
        events = []
        dates = []
        return list.isEmpty ? [] : ["\(span)  \(list)"]
    }

    /// Which rule refused it, its words and source, and the next step.
    private func explanation(of result: CommandResult) -> [String] {
        result.text(in: language).split(separator: "\n").map { Self.indent + $0 }
    }

    private static let indent = "    "
}
