import Dispatch
import Glibc

/// Calls a closure, once, when the user interrupts the program (Ctrl-C) or the system asks it to end.
///
/// The first time nothing else happens; a second time ends the program as usual, whatever it is doing.
final class Interrupts {
    private let sources: [any DispatchSourceSignal]

    init(_ action: @escaping @Sendable () -> Void) {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler {
                signal(number, SIG_DFL)
                action()
            }
            source.resume()
            return source
        }
    }

    deinit {
        for source in sources { source.cancel() }
    }
}
