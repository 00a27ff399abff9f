import Dispatch
import Glibc

/// Calls a closure, once, when the user interrupts the program (Ctrl-C) or the system asks it to end.
///
/// The first time nothing else happens; a second time ends the program as usual, whatever it is doing. A signal that the
/// program was told to ignore when it began, as a shell script's `&` does with Ctrl-C, stays ignored.
final class Interrupts {
    private let sources: [any DispatchSourceSignal]

    /// Those that end the program unless somebody has seen to it.
    private static let heeded = [SIGINT, SIGTERM].filter { number in
        var found = sigaction()
        unsafe sigaction(number, nil, &found)
        return unsafe found.__sigaction_handler.sa_handler == nil
    }

    /// `action` is told by which signal.
    init(_ action: @escaping @Sendable (Int32) -> Void) {
        sources = Self.heeded.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler {
                signal(number, SIG_DFL)
                action(number)
            }
            source.resume()
            return source
        }
    }

    /// Says something, and ends the program as usual.
    convenience init(saying words: @escaping @Sendable () -> Void) {
        self.init { number in
            words()
            // Not `raise`: the threads of Dispatch take no signals.
            kill(getpid(), number)
        }
    }

    deinit {
        for source in sources {
            source.cancel()
            signal(Int32(source.handle), SIG_DFL)
        }
    }
}
