import ByteStreams
import Projections
import TradeMissions

/// A bar on standard error that says how far the rows of a read model are, how fast they go and how long it will take.
///
/// On a terminal only, and not for what is done in a moment.
final class ReadModelBar {
    private let console: Console
    private let name: String
    private let moment: Duration
    private let isShown: Bool
    private let start = ContinuousClock.now
    private var last: ContinuousClock.Instant?

    init(_ console: Console, _ name: String, after moment: Duration = .milliseconds(500)) {
        self.console = console
        self.name = name
        self.moment = moment
        isShown = !console.isQuiet && FileStream.standardError.isTerminal
    }

    func show(_ progress: RebuildProgress) {
        show(CatchUpProgress(start: 0, position: progress.position, end: progress.end))
    }

    func show(_ progress: CatchUpProgress) {
        let now = ContinuousClock.now
        guard isShown, last.map({ now - $0 > .milliseconds(200) }) ?? (now - start > moment) else { return }
        last = now
        write("\r" + Self.line(name, progress, after: now - start).text(in: console.language) + "\u{1B}[K")
    }

    func clear() {
        if last != nil { write("\r\u{1B}[K") }
    }

    static func line(_ name: String, _ progress: CatchUpProgress, after elapsed: Duration) -> Phrase {
        let width = 24
        let end = max(1, progress.end - progress.start)
        let done = min(max(0, progress.position - progress.start), end)
        let filled = Int(done) * width / Int(end)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        let rate = Double(done) / max(0.001, elapsed / .seconds(1))
        let left = rate > 0 ? Int((Double(end - done) / rate).rounded(.up)) : 0
        let head = "\(name) \(bar) \(Int(done) * 100 / Int(end)) % · \(Int(rate))/s · "
        return Phrase(nl: head + "nog \(left) s", en: head + "\(left) s left")
    }

    private func write(_ text: String) {
        // Nobody is left to show it to when standard error is closed.
        try? FileStream.standardError.write(Array(text.utf8))
    }
}
