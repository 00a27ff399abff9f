import ByteStreams
import SystemPackage
import TestSupport
import Testing

struct DiskTests {
    @Test func `A file or folder is synchronised, and a pipe is refused without waiting for its other end`() throws {
        let folder = try TemporaryBook().folder
        let disk = LocalDisk()
        try disk.put([1], as: "file", in: folder, isForced: false)
        try disk.synchronise("\(folder)/file")
        try disk.synchronise(folder)

        let pipe = "\(folder)/pipe"
        try OddFile.makePipe(pipe)
        // With somebody at the other end nothing waits, so that a failure is told.
        let other = try FileDescriptor.open(FilePath(pipe), .readWrite)
        try other.closeAfter {
            _ = try #require(throws: StreamError.notRegular) { try disk.synchronise(pipe) }
        }
        #expect(throws: StreamError.notRegular) { try disk.synchronise(pipe) }
    }
}
