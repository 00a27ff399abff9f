import FoundationEssentials

/// What a server says of itself in its `postmaster.pid`, which stays behind when the server is killed.
struct PostmasterFile: Hashable {
    let processID: Int32
    /// The data folder as the server resolved it.
    let dataFolder: String
    /// Whether the server accepts connections.
    let isReady: Bool

    /// Nil when there is no such file, or it is not (yet) complete enough to tell.
    init?(dataFolder: String) {
        guard let bytes = FileManager.default.contents(atPath: dataFolder + "/postmaster.pid") else { return nil }
        self.init(text: String(decoding: bytes, as: UTF8.self))
    }

    init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 2, let processID = Int32(lines[0]), processID > 0 else { return nil }
        self.processID = processID
        dataFolder = String(lines[1])
        isReady = lines.count >= 8 && lines[7].hasPrefix("ready")
    }

    /// Whether the process still runs and is this server, and not another that was given the same number.
    ///
    /// A server works in its data folder, so the kernel knows the two apart.
    var isAlive: Bool {
        let process = "/proc/\(processID)"
        guard let commandLine = FileManager.default.contents(atPath: process + "/cmdline"),
            let program = commandLine.split(separator: 0).first,
            String(decoding: program, as: UTF8.self).split(separator: "/").last == "postgres",
            let folder = try? FileManager.default.destinationOfSymbolicLink(atPath: process + "/cwd")
        else { return false }
        return folder == dataFolder
    }
}
