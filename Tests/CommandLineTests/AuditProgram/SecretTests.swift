import AuditLog
import PersonalDataSealing
import Testing

@testable import missieboek_audit

struct SecretTests {
    @Test func `Whoever makes or reads a key that signs withholds his memory`() async throws {
        // The first that touches a key in a process decides: so each in one of its own.
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryBook().folder
            #expect(!ProcessMemory.isWithheld)
            _ = try KeyFile.make(folder + "/audit.key", name: "log.example", kind: .note)
            #expect(ProcessMemory.isWithheld)
        }
        let folder = try TemporaryBook().folder
        let made = try await Missieboek.run(["audit", "key", "log.example", "--key-file", folder + "/audit.key"])
        #expect(made.status == 0, "\(made.err)")
        await #expect(processExitsWith: .success) { [path = folder + "/audit.key" as String] in
            #expect(!ProcessMemory.isWithheld)
            _ = try KeyFile.read(path)
            #expect(ProcessMemory.isWithheld)
        }
    }
}
