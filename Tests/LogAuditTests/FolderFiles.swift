import FoundationEssentials
import LogAudit
import TestSupport

/// The files of a folder of proofs, for whoever owns the machine that it is on.
struct FolderFiles {
    let path: String

    init(_ folder: AuditFolder) {
        path = folder.path
    }

    /// What is in it, byte for byte.
    func contents() throws -> [String: [UInt8]] {
        var contents: [String: [UInt8]] = [:]
        for name in try names() { contents[name] = try read(name) }
        return contents
    }

    /// The files in it and in the folders below, by name.
    func names() throws -> [String] {
        try names(in: path).sorted()
    }

    private func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).flatMap { (name) -> [String] in
            guard (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)")) != nil else {
                return [name]
            }
            return try names(in: "\(folder)/\(name)").map { "\(name)/\($0)" }
        }
    }

    func read(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }

    func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: "\(path)/\(name)")
    }

    func removeAll() throws {
        try FileManager.default.removeItem(atPath: path)
    }

    /// Another byte at a place that chance gives.
    func changeByte(of name: String, _ chance: inout Chance) throws {
        var bytes = try read(name)
        bytes[chance.number(0...bytes.count - 1)] ^= UInt8(chance.number(1...255))
        try write(bytes, to: name)
    }

    /// Puts everything back as it was, and nothing else.
    func restore(_ contents: [String: [UInt8]]) throws {
        try removeAll()
        for (name, bytes) in contents.sorted(by: { $0.key < $1.key }) {
            let folder = "\(path)/\(name)".split(separator: "/").dropLast().joined(separator: "/")
            try FileManager.default.createDirectory(atPath: "/" + folder, withIntermediateDirectories: true)
            try write(bytes, to: name)
        }
    }
}
