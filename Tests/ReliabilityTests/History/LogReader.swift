import EventSourcing
import PostgresClient
import PostgresEventStore

/// A reader that follows the watermark and writes down what it saw.
final class LogReader {
    private let store: PostgresEventStore
    private let recorder: Recorder
    private(set) var position: Int64

    init(_ options: ConnectionOptions, from position: Int64 = 0, _ recorder: Recorder) throws(StoreFailure) {
        store = try PostgresEventStore(options)
        self.recorder = recorder
        self.position = position
    }

    /// Moves the watermark, and reads up to it.
    func readOn() throws(StoreFailure) {
        let end = try store.advanceWatermark()
        guard end > position else { return }
        var events: [Int64: UniqueID] = [:]
        try store.readLog(after: position, through: end) { event in events[event.position] = event.id }
        recorder.note(Reading(after: position, through: end, events: events))
        position = end
    }
}
