import Foundation
import Glibc
import PersonalDataSealing
import Testing

// The key of the file, in whatever form it passes through memory, is nowhere in it once nobody holds it any more.
@Suite(.serialized, .enabled(if: geteuid() == 0, "only root reads memory that is withheld"))
struct KeyRemainsTests {
    /// The key as bytes, as the digits in the file, and as their values; each bit turned, since a search that held what it
    /// looks for would find itself.
    private struct Forms {
        let all: [(name: String, inverted: [UInt8])]

        init(of inverted: [UInt8]) {
            func each(_ form: (UInt8) -> UInt8) -> [UInt8] {
                var found: [UInt8] = []
                for byte in inverted { found += [~form(~byte >> 4), ~form(~byte & 15)] }
                return found
            }
            let digits = Array("0123456789abcdef".utf8)
            all = [("bytes", inverted), ("digits", each { digits[Int($0)] }), ("values", each { $0 })]
        }

        func found(in memory: OwnMemory) -> [String] {
            all.filter { memory.holds(inverted: $0.inverted) }.map(\.name)
        }
    }

    @Test func `A key that was put into the file and one that was read from it leave nothing behind`() throws {
        let folder = "/tmp/missieboek-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = KeyFile(path: folder + "/register.key")
        var bytes = [UInt8].random(SecretKey.byteCount)
        let forms = Forms(of: bytes.map { ~$0 })
        let memory = try OwnMemory()
        try keep(&bytes, in: file)
        let afterWriting = forms.found(in: memory)
        #expect(afterWriting == [])
        let whileHeld = try hold(file) {
            // The key may lie in memory that was given since.
            try memory.look()
            return forms.found(in: memory)
        }
        #expect(whileHeld == ["bytes"])
        let afterReading = forms.found(in: memory)
        #expect(afterReading == [])
        #expect(ProcessMemory.isWithheld)
    }

    private func keep(_ bytes: inout [UInt8], in file: KeyFile) throws {
        let key = try #require(SecretKey(bytes))
        bytes.overwrite()
        let isKept = try file.keep(key)
        try #require(isKept)
    }

    private func hold<Value>(_ file: KeyFile, _ body: () throws -> Value) throws -> Value {
        let key = try file.read()
        defer { withExtendedLifetime(key) {} }
        return try body()
    }
}

/// What this process has written into its memory.
///
/// All that a search needs is there before it: what it allocated itself would come to lie on what it looks for.
private final class OwnMemory {
    private static let step = 1 << 20
    private static let longest = 64

    private let descriptor: Int32
    private var regions: [Range<Int>]
    private var chunk = [UInt8](repeating: 0, count: step + longest)

    init() throws {
        descriptor = unsafe open("/proc/self/mem", O_RDONLY | O_CLOEXEC)
        regions = try Self.regions()
        try #require(descriptor >= 0)
    }

    deinit { close(descriptor) }

    /// Finds anew which memory there is.
    func look() throws { regions = try Self.regions() }

    /// Whether so many bytes, each bit turned, lie anywhere in it.
    func holds(inverted: [UInt8]) -> Bool {
        defer { chunk.overwrite() }
        for region in regions {
            var place = region.lowerBound
            while place < region.upperBound {
                let wanted = min(chunk.count, region.upperBound - place)
                // Another thread may have given some of the region back.
                let count = unsafe pread(descriptor, &chunk, wanted, place)
                if count > 0, Self.found(inverted, in: chunk, count: count) { return true }
                place += Self.step
            }
        }
        return false
    }

    private static func found(_ inverted: [UInt8], in chunk: [UInt8], count: Int) -> Bool {
        unsafe chunk.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return false }
            var start = 0
            while start + inverted.count <= count,
                let hit = unsafe memchr(base + start, Int32(~inverted[0]), count - start)
            {
                let offset = unsafe base.distance(to: UnsafeRawPointer(hit))
                if offset + inverted.count <= count,
                    inverted.indices.allSatisfy({ unsafe bytes[offset + $0] == ~inverted[$0] })
                {
                    return true
                }
                start = offset + 1
            }
            return false
        }
    }

    private static func regions() throws -> [Range<Int>] {
        try String(contentsOfFile: "/proc/self/maps", encoding: .utf8).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            let ends = words[0].split(separator: "-").compactMap { Int($0, radix: 16) }
            return words[1].hasPrefix("rw") && ends.count == 2 ? ends[0]..<ends[1] : nil
        }
    }
}
