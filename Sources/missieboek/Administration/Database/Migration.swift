import EmbeddedPostgres
import EventSourcing
import PersonalDataSealing
import PostgresClient
import PostgresEventStore
import TradeMissions

extension Session {
    /// What a migration did.
    struct Migration {
        /// The paths of what was new or changed.
        let paths: [String]
        /// How many entries of an older register were sealed; nil when none were in the clear.
        let sealedEntries: Int?
    }

    /// Applies what is new or changed, and seals what an older version had in the clear; the log has room ahead then.
    ///
    /// Fails while somebody else restores into the database, since what is there then is half of a book. What a killed
    /// restore has left begins a life of its own, as it would have.
    static func migrate(address: String, keys: KeyFile?, isRestoring: Bool = false) throws -> Migration {
        var connection = try Connection(ConnectionOptions(named: address))
        let standing = try isRestoring ? .open : DatabaseClosure.standing(connection)
        if standing == .closed { throw Failure.beingRestored }
        let applied: [String]
        do throws(SchemaFailure) {
            applied = try SchemaMigrator().migrate(&connection)
        } catch {
            throw Failure(error)
        }
        let sealed = try RegisterMigration(keys: keys).run(over: &connection)
        _ = try connection.executeOne(EnsurePartitionsAhead())
        if standing == .left {
            _ = try connection.executeOne(BeginIncarnation(.restored))
            _ = try connection.execute(DiscardAhead())
            try DatabaseClosure.open(connection)
        }
        return Migration(paths: applied, sealedEntries: sealed)
    }
}

extension Failure {
    static let beingRestored = Failure(
        .databaseUnavailable,
        Phrase(
            nl: "in deze database wordt een back-up teruggezet. Volgende stap: probeer het opnieuw als dat klaar is.",
            en: "a backup is being restored into this database. Next step: try again when that is done."))

    init(_ failure: SchemaFailure) {
        switch failure {
        case .changedMigration(let path):
            self.init(
                .verificationFailed,
                Phrase(
                    nl:
                        "schema: \(path) is eerder met een andere inhoud toegepast. Migraties worden nooit gewijzigd: schrijf een nieuwe.",
                    en:
                        "schema: \(path) was applied before with another content. Migrations are never edited: write a new one."
                ))
        case .unknownMigration(let path):
            self.init(
                .databaseUnavailable,
                Phrase(
                    nl:
                        "schema: \(path) is toegepast door een nieuwere versie van dit programma. Volgende stap: gebruik die versie.",
                    en: "schema: \(path) was applied by a newer version of this program. Next step: use that version."))
        case .file(let path, let error):
            let isDenied = error.isPrivilegeMissing
            self.init(
                isDenied ? .notAllowed : .databaseUnavailable,
                Phrase(
                    nl: "schema: \(path): \(error)\(isDenied ? "\n\(Self.ownerNeeded.nl)" : "")",
                    en: "schema: \(path): \(error)\(isDenied ? "\n\(Self.ownerNeeded.en)" : "")"))
        case .database(let error):
            let failure = Failure(error)
            self.init(
                failure.status,
                error.isPrivilegeMissing ? failure.message?.followed(by: Self.ownerNeeded) : failure.message)
        }
    }

    private static let ownerNeeded = Phrase(
        nl: "Volgende stap: geef een URL waarmee een superuser inlogt, of een lid van de rol missieboek_owner.",
        en: "Next step: give a URL that logs in as a superuser or as a member of the role missieboek_owner.")
}

extension PostgresError {
    fileprivate var isPrivilegeMissing: Bool {
        if case .server(let report) = self { return report.sqlState == .insufficientPrivilege }
        return false
    }
}

extension Phrase {
    fileprivate func followed(by other: Phrase) -> Phrase {
        Phrase(nl: "\(nl)\n\(other.nl)", en: "\(en)\n\(other.en)")
    }
}
