import ByteStreams
import TradeMissions

/// A line that counts along, on a terminal only and after the first second.
struct Progress {
    private let console: Console
    private let isShown: Bool
    private let start = ContinuousClock.now
    private var last = ContinuousClock.now
    private var count = 0
    private var wasShown = false

    init(_ console: Console) {
        self.console = console
        // Results on the same terminal are progress enough.
        isShown = !console.isQuiet && FileStream.standardError.isTerminal && !FileStream.standardOutput.isTerminal
    }

    mutating func step() {
        count += 1
        guard isShown, count.isMultiple(of: 64) else { return }
        let now = ContinuousClock.now
        guard now - start > .seconds(1), now - last > .milliseconds(200) else { return }
        last = now
        wasShown = true
        let text = console.language == .dutch ? "\(count) opdrachten…" : "\(count) commands…"
        try? FileStream.standardError.write(Array("\r\(text)".utf8))
    }

    func finish() {
        if wasShown { try? FileStream.standardError.write(Array("\r\u{1B}[K".utf8)) }
    }
}
