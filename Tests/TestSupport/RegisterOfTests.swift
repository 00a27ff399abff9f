package import EventSourcing
import FoundationEssentials
import Glibc
package import PersonalDataSealing
import PostgresClient
import PostgresEventStore

/// The register of throwaway databases, as whoever has their key sees it.
package enum RegisterOfTests {
    /// The file with the key of all of them, made at its first use; it goes with this process.
    package static let keys: KeyFile = {
        let folder = "/tmp/missieboek-test-keys-\(getpid())-\(UInt32.random(in: .min ... .max))"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            preconditionFailure("\(folder) cannot be made: \(error)")
        }
        Watchdog.clearAway(home: folder, folder: folder)
        return KeyFile(path: folder + "/register.key")
    }()

    /// Every entry as it stands now, in order of id; `address` is a superuser's.
    package static func entries(at address: String, keys: KeyFile = keys) throws -> [RegisterEntry] {
        let options = ConnectionOptions(address: address)
        let found = try Connection(options).run("select distinct id from register.sealed_entries order by id")
        let ids = (0..<found.count).compactMap { found.text(row: $0) }
        let standings = try PostgresEventStore(options, keys: keys).registerStandings(for: ids)
        return try ids.map { id in
            guard case .entered(let entry)? = standings[id] else { throw Unreadable(id: id) }
            return entry
        }
    }

    package struct Unreadable: Error {
        package let id: String
    }
}

extension ThrowawayDatabase {
    /// The address for another of the program's logins.
    package func url(as login: String) -> String { url.replacing("//missieboek@", with: "//\(login)@") }
}
