import ByteStreams
import FoundationEssentials

/// Looks for what destroyed keys are told by in all files under a folder.
///
/// Each marker is looked for by its halves, eight bytes each: a header of the server's log can fall within one half, and
/// then not within the other.
struct TraceSearch {
    private let halves: Set<UInt64>
    /// By the last two bytes of a half: few places of a file need a closer look.
    private let endings: [Bool]

    init(_ markers: [[UInt8]]) {
        let halves = markers.flatMap { marker in
            [marker.prefix(8), marker.suffix(8)].map { $0.reduce(0 as UInt64) { $0 << 8 | UInt64($1) } }
        }
        self.halves = Set(halves)
        var endings = [Bool](repeating: false, count: 1 << 16)
        for half in halves { endings[Int(half & 0xFFFF)] = true }
        self.endings = endings
    }

    /// The files in which one was found, and those that could not be read, by their paths in the folder.
    ///
    /// A file that went away meanwhile is neither.
    func search(_ folder: String) throws -> (found: [String], unread: [String], fileCount: Int) {
        var (found, unread, count): ([String], [String], Int) = ([], [], 0)
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() {
            var isFolder = false
            let path = folder + "/" + name
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder else { continue }
            do throws(StreamError) {
                count += 1
                if try contains(path) { found.append(name) }
            } catch .noSuchFile {
                continue
            } catch .notRegular {
                // A socket or a pipe holds nothing.
                continue
            } catch {
                unread.append(name)
            }
        }
        return (found, unread, count)
    }

    private func contains(_ path: String) throws(StreamError) -> Bool {
        if halves.isEmpty { return false }
        let file = try FileStream(readingRegular: path)
        var last: UInt64 = 0
        while true {
            let bytes = try file.read(upTo: 1 << 20)
            if bytes.isEmpty { return false }
            for byte in bytes {
                last = last << 8 | UInt64(byte)
                if endings[Int(last & 0xFFFF)], halves.contains(last) { return true }
            }
        }
    }
}
