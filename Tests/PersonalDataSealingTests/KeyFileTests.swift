import EventSourcing
import Foundation
import PersonalDataSealing
import Testing

struct KeyFileTests {
    @Test func `A key is made once, and stays`() throws {
        let folder = try Folder()
        let file = folder.file
        #expect(try file.read() == nil)
        #expect(throws: KeyTrouble.fileMissing(path: file.path)) { try file.candidates() }
        let key = try file.readOrMake().copiedBytes()
        #expect(try file.readOrMake().copiedBytes() == key)
        #expect(try file.keep(.random()) == false)
        #expect(try file.read()?.copiedBytes() == key)
        #expect(try folder.mode(of: file) == 0o600)
        #expect(try folder.names() == ["register.key"])
    }

    @Test func `Of many that make it at once, all have the same key`() async throws {
        let folder = try Folder()
        let file = folder.file
        let keys = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<20 { group.addTask { try file.readOrMake().copiedBytes() } }
            return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
        }
        #expect(keys.count == 1)
        #expect(try folder.names() == ["register.key"])
    }

    @Test(arguments: [0o640, 0o604, 0o660, 0o620, 0o601])
    func `A key that others can get at is refused`(_ mode: Int) throws {
        let folder = try Folder()
        _ = try folder.file.readOrMake()
        try folder.setMode(mode, of: folder.file.path)
        #expect(throws: KeyTrouble.fileNotPrivate(path: folder.file.path)) { try folder.file.read() }
    }

    @Test func `A key in a folder where others can put another in its place is refused`() throws {
        let folder = try Folder()
        _ = try folder.file.readOrMake()
        try folder.setMode(0o777, of: folder.path)
        let trouble = KeyTrouble.folderNotPrivate(path: folder.file.path, folder: folder.path)
        #expect(throws: trouble) { try folder.file.read() }
        // Nor is one made there.
        #expect(throws: KeyTrouble.folderNotPrivate(path: folder.file.next.path, folder: folder.path)) {
            try folder.file.next.readOrMake()
        }
        #expect(try folder.names() == ["register.key"])
        // As in /tmp, where nobody can take away what is another's.
        try folder.setMode(0o1777, of: folder.path)
        #expect(try folder.file.read() != nil)
    }

    @Test(arguments: [
        "", "secret", "missieboek register key 1: 00\n",
        "missieboek register key 1: \(String(repeating: "g", count: 64))\n",
    ])
    func `A file with anything else in it is no key, and is left alone`(_ text: String) throws {
        let folder = try Folder()
        try Data(text.utf8).write(to: URL(filePath: folder.file.path))
        try folder.setMode(0o600, of: folder.file.path)
        #expect(throws: KeyTrouble.fileHoldsNoKey(path: folder.file.path)) {
            try folder.file.readOrMake()
        }
        #expect(try String(contentsOfFile: folder.file.path, encoding: .utf8) == text)
    }

    @Test func `The next key takes the place of the first, and both are there until then`() throws {
        let folder = try Folder()
        let file = folder.file
        let (first, second) = (try file.readOrMake().copiedBytes(), SecretKey.random())
        #expect(try file.next.keep(second))
        #expect(try file.candidates().map { $0.copiedBytes() } == [first, second.copiedBytes()])
        try file.replaceByNext(second)
        #expect(try file.candidates().map { $0.copiedBytes() } == [second.copiedBytes()])
        #expect(try folder.names() == ["register.key"])
        // It is there already.
        try file.replaceByNext(second)
        #expect(throws: KeyTrouble.fileMissing(path: file.next.path)) { try file.replaceByNext(.random()) }
        #expect(try file.read()?.copiedBytes() == second.copiedBytes())
    }

    @Test func `Another key than the one that was committed does not take the place of the first`() throws {
        let folder = try Folder()
        let file = folder.file
        let first = try file.readOrMake()
        #expect(try file.next.keep(.random()))
        #expect(throws: KeyTrouble.otherFile(path: file.next.path)) { try file.replaceByNext(.random()) }
        #expect(try file.read()?.isSame(as: first) == true && file.next.read() != nil)
    }

    /// A folder of its own, removed afterwards.
    private final class Folder {
        let path = "/tmp/missieboek-test-\(UUID().uuidString)"
        var file: KeyFile { KeyFile(path: path + "/register.key") }

        init() throws {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path) }

        func setMode(_ mode: Int, of path: String) throws {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        }

        func mode(of file: KeyFile) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        }
    }
}
