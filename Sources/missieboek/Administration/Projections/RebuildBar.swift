import ByteStreams
import Projections
import TradeMissions

/// A bar on standard error that says how far a rebuild is, how fast it goes and how long it will take.
final class RebuildBar {
    private let console: Console
    private let name: String
    private let isShown: Bool
    private let start = ContinuousClock.now
    private var last: ContinuousClock.Instant?

    init(_ console: Console, _ name: String) {
        self.console = console
        self.name = name
        isShown = !console.isQuiet && FileStream.standardError.isTerminal
    }

    func show(_ progress: RebuildProgress) {
        let now = ContinuousClock.now
        guard isShown, last.map({ now - $0 > .milliseconds(200) }) ?? (now - start > .milliseconds(500)) else { return }
        last = now
        write("\r" + Self.line(name, progress, after: now - start).text(in: console.language) + "\u{1B}[K")
    }

    func clear() {
        if last != nil { write("\r\u{1B}[K") }
    }

    static func line(_ name: String, _ progress: RebuildProgress, after elapsed: Duration) -> Phrase {
        let width = 24
        let (done, end) = (min(progress.position, progress.end), max(1, progress.end))
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
