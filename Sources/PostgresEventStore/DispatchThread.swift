import Dispatch
import EventSourcing

/// One that Dispatch makes when there is work, and takes back when there is none.
package final class DispatchThread: BlockingThread {
    private let queue: DispatchQueue
    private let isWoken = DispatchSemaphore(value: 0)

    package init(label: String) {
        queue = DispatchQueue(label: label)
    }

    package func run(_ work: @escaping @Sendable () -> Void) {
        queue.async(execute: work)
    }

    package func sleep() {
        isWoken.wait()
    }

    package func wake() {
        isWoken.signal()
    }
}
