import EventSourcing
import PersonalDataSealing
import PostgresClient
import PostgresEventStore
import TradeMissions

extension Checkup {
    /// Whether names can be read: by the key file, and the keys in the database that it opens.
    ///
    /// Says nothing to whoever may not read names, and of a register in which there are none yet.
    mutating func checkRegister(of database: ConnectionOptions, by keys: KeyFile?) {
        do throws(StoreFailure) {
            guard try PostgresEventStore(database, keys: keys).opensRegister() else { return }
            add(
                "register", .ok,
                Phrase(
                    nl: "namen zijn te lezen met \(keys?.path ?? "")", en: "names can be read by \(keys?.path ?? "")"))
        } catch {
            guard case .sealed(let trouble) = error else { return }
            // Of a database elsewhere not everybody who looks at it needs the names.
            add("register", trouble == .fileNotNamed ? .warn : .fail, trouble.finding, next: trouble.nextStep)
        }
    }
}
