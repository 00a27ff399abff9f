import FoundationEssentials

/// The memory of this process, as the kernel counts it.
enum ProcessMemory {
    /// The most that was resident at once, in MiB (`VmHWM`).
    ///
    /// Not `getrusage`, which counts what the parent had resident before this program took its place.
    static func peakMebibytes() throws -> Double {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kibibytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Double($0) })
        else { throw MemoryUnknown() }
        return kibibytes / 1024
    }

    struct MemoryUnknown: Error {}
}
