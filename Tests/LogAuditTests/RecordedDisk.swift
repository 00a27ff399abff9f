import ByteStreams
import Synchronization

/// The disk of this machine, with a list of what was done to it; may be stopped at any of these steps, as whoever is
/// killed stops.
///
/// Forces nothing to the disk, as the server of the tests does not either.
final class RecordedDisk: Disk {
    enum Step {
        case put(String, isForced: Bool)
        case move(String, to: String)
        case synchronise(String)
        case makeFolder(String)
        case remove(String)
    }

    private let disk = LocalDisk()
    private let done = Mutex<[Step]>([])
    /// How many steps are done, before one that is done by half.
    private let limit: Int

    init(stoppingAfter limit: Int = .max) {
        self.limit = limit
    }

    /// In their order.
    var steps: [Step] { done.withLock { $0 } }

    func put(_ bytes: [UInt8], as name: String, in folder: String, isForced: Bool) throws(StreamError) {
        do throws(StreamError) { try record(.put("\(folder)/\(name)", isForced: isForced)) } catch {
            // Whoever is killed here has written a part of it.
            let half = try FileStream(replacing: "\(folder)/\(LocalDisk.unfinishedName)")
            try half.write(Array(bytes.prefix(bytes.count / 2)))
            throw error
        }
        try disk.put(bytes, as: name, in: folder, isForced: false)
    }

    func move(_ path: String, to other: String) throws(StreamError) {
        try record(.move(path, to: other))
        try disk.move(path, to: other)
    }

    func synchronise(_ path: String) throws(StreamError) {
        try record(.synchronise(path))
    }

    func makeFolder(_ path: String) throws(StreamError) -> [String] {
        try record(.makeFolder(path))
        return try disk.makeFolder(path)
    }

    func remove(_ path: String) throws(StreamError) {
        try record(.remove(path))
        try disk.remove(path)
    }

    private func record(_ step: Step) throws(StreamError) {
        let isStopped = done.withLock { steps in
            guard steps.count < limit else { return true }
            steps.append(step)
            return false
        }
        if isStopped { throw .interrupted }
    }
}
