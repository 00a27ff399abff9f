import ArgumentParser
import EmbeddedPostgres
import PostgresClient
import TradeMissions

/// `--folder` and `--key-file`: where the proofs and the key are kept, outside the database.
struct AuditPlaces: ParsableArguments {
    @Option(completion: .directory) var folder: String?
    @Option(name: .customLong("key-file"), completion: .file()) var keyFile: String?

    static let folderHelp = (
        name: "--folder FOLDER",
        meaning: Phrase(
            nl: "de map van de bewijzen; anders MISSIEBOEK_AUDIT_FOLDER, anders audit in MISSIEBOEK_HOME",
            en: "the folder of the proofs; else MISSIEBOEK_AUDIT_FOLDER, else audit in MISSIEBOEK_HOME")
    )
    static let keyHelp = (
        name: "--key-file FILE",
        meaning: Phrase(
            nl:
                "de sleutel die ijkpunten ondertekent; anders MISSIEBOEK_AUDIT_KEY, anders audit.key in MISSIEBOEK_HOME",
            en: "the key that signs checkpoints; else MISSIEBOEK_AUDIT_KEY, else audit.key in MISSIEBOEK_HOME")
    )

    static let newFileHelp = (
        name: "FILE",
        meaning: Phrase(
            nl: "het nieuwe bestand; een bestaand wordt niet overschreven",
            en: "the new file; one that exists is not overwritten")
    )

    /// Whether the user named a folder.
    var namesFolder: Bool { folder != nil || !(ProcessEnvironment.variables["MISSIEBOEK_AUDIT_FOLDER"] ?? "").isEmpty }

    func folder(_ options: GlobalOptions) throws(Failure) -> [String] {
        ["--folder=" + (try path(folder, "--folder", else: "MISSIEBOEK_AUDIT_FOLDER", name: "audit", options))]
    }

    func keyFile(_ options: GlobalOptions) throws(Failure) -> [String] {
        ["--key-file=" + (try path(keyFile, "--key-file", else: "MISSIEBOEK_AUDIT_KEY", name: "audit.key", options))]
    }

    private func path(
        _ given: String?, _ option: String, else variable: String, name: String, _ options: GlobalOptions
    ) throws(Failure) -> String {
        let named = given ?? ProcessEnvironment.variables[variable] ?? ""
        if !named.isEmpty { return named.absolutePath }
        guard given == nil, try Session.namedAddress(options) == nil else {
            // Two logs must never share a folder or a key's memory by default.
            throw Failure(
                .usage,
                Phrase(
                    nl: "\(option) of \(variable) ontbreekt: bij een genoemde database kiest u zelf de plaats",
                    en: "\(option) or \(variable) is missing: with a named database the place is yours to choose"))
        }
        return Session.embeddedCluster.home.absolutePath + "/" + name
    }
}

extension AuditProgram {
    /// Reaches the database that the options name, at its own session: a lock is held while it is sealed.
    ///
    /// The private cluster as its inspector, whose rights are all that what stands in the log's way there could use.
    static func onDatabase(_ options: GlobalOptions) async throws -> AuditProgram {
        _ = try await Session.open(options)
        let address =
            if let named = try Session.namedAddress(options) { named } else {
                try Session.embeddedCluster.connectionString(as: .inspector)
            }
        let connection = try ConnectionOptions(named: address)
        guard !connection.isPooledByTransaction else {
            throw Failure(
                .usage,
                Phrase(
                    nl: "audit gaat niet door een pooler: noem de server zelf, zonder MISSIEBOEK_POOLER",
                    en: "audit does not go through a pooler: name the server itself, without MISSIEBOEK_POOLER"))
        }
        return AuditProgram(options: options, connection: try connection.environment)
    }
}
