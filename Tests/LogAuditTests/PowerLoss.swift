import AuditLog

/// What would be left for certain, and what perhaps, if the power were lost behind any of the steps that were taken on a
/// disk: nothing is certain that was not synchronised, and everything else may be there.
struct PowerLoss {
    /// Of the proofs.
    private let folder: String
    /// Those that were put, and whether their content is certain.
    private var files: [String: Bool] = [:]
    private var folders: Set<String> = []
    /// The files and folders whose names are certain.
    private var named: Set<String> = []
    private(set) var violations: [String] = []

    /// Of a folder that was not there before the first of the steps.
    init(_ steps: [RecordedDisk.Step], in folder: String) {
        self.folder = folder
        for step in steps {
            take(step)
            checkCheckpoints(after: step)
        }
    }

    /// Whether it is there, whole, whatever else is lost.
    func isCertain(_ name: String) -> Bool {
        let path = "\(folder)/\(name)"
        return files[path] == true && named.contains(path)
            && folders.allSatisfy { !path.hasPrefix($0 + "/") || named.contains($0) }
    }

    private mutating func take(_ step: RecordedDisk.Step) {
        switch step {
        case .put(let path, let isForced): files[path] = isForced
        case .move(let path, let other): files[other] = files.removeValue(forKey: path) ?? false
        case .synchronise(let path) where files[path] != nil: files[path] = true
        case .synchronise(let path):
            named.formUnion(files.keys.filter { Self.parent(of: $0) == path })
            named.formUnion(folders.filter { Self.parent(of: $0) == path })
        case .makeFolder(let path):
            var made = path
            while made.hasPrefix(folder) {
                folders.insert(made)
                made = Self.parent(of: made)
            }
        case .remove(let path): files[path] = nil
        }
    }

    /// Of every checkpoint that may be there, all that it rests on must be.
    private mutating func checkCheckpoints(after step: RecordedDisk.Step) {
        let start = "\(folder)/checkpoints/"
        for path in files.keys.sorted() where path.hasPrefix(start) {
            guard let size = Int64(path.dropFirst(start.count)) else { continue }
            for tile in Tile.added(from: 0, to: size) {
                let positions = "positions\(tile.path.dropFirst("tile/0".count))"
                for name in tile.level == 0 ? [tile.path, positions] : [tile.path] where !isCertain(name) {
                    violations.append("checkpoint \(size) without \(name), after \(step)")
                }
            }
            if case .put(let put, _) = step, put == "\(folder)/checkpoint", !isCertain("checkpoints/\(size)") {
                violations.append("checkpoint \(size) may be lost, and the latest is there")
            }
        }
    }

    private static func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }
}
