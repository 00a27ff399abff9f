import EmbeddedPostgres
import EventSourcing
import PersonalDataSealing
import PostgresClient
import PostgresEventStore
import TradeMissions

extension Session {
    /// Where the key lies that opens the register.
    static let keyVariable = "MISSIEBOEK_REGISTER_KEY"
    static let keyFileName = "register.key"

    /// The file with the key that opens the register: the one that is named, else that of the private home.
    ///
    /// Nil when a database is named and no file: two books must not share a key by accident.
    static func keyFile(_ options: GlobalOptions) throws(Failure) -> KeyFile? {
        if let named = ProcessEnvironment.variables[keyVariable], !named.isEmpty {
            return KeyFile(path: named.absolutePath)
        }
        return try namedAddress(options) == nil ? homeKeyFile : nil
    }

    /// Who may destroy and keep keys, on a named database.
    static let keeperVariable = "MISSIEBOEK_KEEPER_URL"

    /// Where the keeper of keys logs in: by the URL for that, else as the named database's login, which may be allowed
    /// to, else as the private cluster's keeper.
    static func keeperAddress(_ options: GlobalOptions) throws -> String {
        if let named = try namedAddress(options) {
            let keeper = ProcessEnvironment.variables[keeperVariable].flatMap { $0.isEmpty ? nil : $0 }
            return try keeper.map { named throws(Failure) in try lawfulAddress(named, from: keeperVariable) } ?? named
        }
        return try embeddedCluster.connectionString(as: .keeper)
    }

    /// A session that may destroy keys, for commands that erase.
    static func openAsKeeper(_ options: GlobalOptions) async throws -> Session {
        let session = try await open(options)
        let keeper = try PostgresEventStore(
            ConnectionOptions(named: keeperAddress(options)), keys: keyFile(options))
        return Session(console: session.console, options: options, store: keeper)
    }

    /// That of a private cluster.
    static var homeKeyFile: KeyFile {
        if let named = ProcessEnvironment.variables[keyVariable], !named.isEmpty {
            return KeyFile(path: named.absolutePath)
        }
        return KeyFile(path: embeddedCluster.home + "/" + keyFileName)
    }
}

extension Failure {
    init(_ trouble: KeyTrouble) {
        let status: ExitStatus =
            switch trouble {
            case .fileNotNamed: .usage
            case .fileMissing: .notFound
            case .fileNotPrivate, .folderNotPrivate, .otherFile: .notAllowed
            case .fileUnusable: .inputOutput
            case .fileHoldsNoKey: .badInput
            case .keysMissing, .registerNotSealed: .databaseUnavailable
            }
        self.init(status, trouble.phrase)
    }
}

extension KeyTrouble {
    /// What is wrong, and the next step.
    var phrase: Phrase {
        let next = nextStep
        return Phrase(
            nl: "\(finding.nl).\nVolgende stap: \(next.nl)", en: "\(finding.en).\nNext step: \(next.en)")
    }

    var finding: Phrase {
        switch self {
        case .fileNotNamed:
            Phrase(
                nl: "namen en nummers liggen versleuteld in het register, en de sleutel is niet genoemd",
                en: "names and numbers lie sealed in the register, and nobody named the key")
        case .fileMissing(let path):
            Phrase(
                nl: "de sleutel van het register ontbreekt: \(path) is er niet",
                en: "the key of the register is missing: there is no \(path)")
        case .fileNotPrivate(let path):
            Phrase(
                nl: "anderen kunnen bij de sleutel van het register: \(path)",
                en: "others can get at the key of the register: \(path)")
        case .folderNotPrivate(let path, let folder):
            Phrase(
                nl: "anderen kunnen in \(folder) een ander bestand zetten op de plaats van de sleutel \(path)",
                en: "others can put another file in the place of the key \(path): they may write to \(folder)")
        case .fileUnusable(let path, let reason):
            Phrase(
                nl: "de sleutel van het register kan niet worden gelezen of gemaakt: \(path) (\(reason))",
                en: "the key of the register cannot be read or made: \(path) (\(reason))")
        case .fileHoldsNoKey(let path):
            Phrase(
                nl: "\(path) is geen sleutelbestand van dit programma",
                en: "\(path) is no key file of this program")
        case .otherFile(let path):
            Phrase(
                nl: "\(path) is niet de sleutel waaronder de sleutels van deze database liggen",
                en: "\(path) is not the key under which the keys of this database lie")
        case .keysMissing:
            Phrase(
                nl:
                    "de sleutels van het register ontbreken in deze database; een back-up van de database bevat ze niet",
                en:
                    "the keys of the register are missing in this database; a backup of the database does not hold them"
            )
        case .registerNotSealed:
            Phrase(
                nl: "het register van een eerdere versie is nog niet versleuteld",
                en: "the register of an earlier version is not sealed yet")
        }
    }

    var nextStep: Phrase {
        switch self {
        case .fileNotNamed:
            Phrase(
                nl: "zet MISSIEBOEK_REGISTER_KEY op het pad van het sleutelbestand van deze database",
                en: "set MISSIEBOEK_REGISTER_KEY to the path of this database's key file")
        case .fileMissing, .fileHoldsNoKey, .otherFile:
            Phrase(
                nl: "zet het bestand terug waar het lag, of noem het met MISSIEBOEK_REGISTER_KEY",
                en: "put the file back where it lay, or name it by MISSIEBOEK_REGISTER_KEY")
        case .fileNotPrivate(let path):
            Phrase(
                nl: "chmod 600 \(path), met uzelf als eigenaar", en: "chmod 600 \(path), with yourself as its owner")
        case .folderNotPrivate(_, let folder):
            Phrase(
                nl: "chmod go-w \(folder), of noem met MISSIEBOEK_REGISTER_KEY een plaats waar alleen u kunt schrijven",
                en: "chmod go-w \(folder), or name by MISSIEBOEK_REGISTER_KEY a place that you alone can write to")
        case .fileUnusable:
            Phrase(
                nl: "geef de gebruiker die dit programma draait toegang tot het bestand en zijn map",
                en: "give the user who runs this program access to the file and its folder")
        case .keysMissing:
            Phrase(
                nl: "missieboek keys restore FILE. Al het andere werkt zonder.",
                en: "missieboek keys restore FILE. All else works without.")
        case .registerNotSealed: Phrase(same: "missieboek db migrate")
        }
    }
}
