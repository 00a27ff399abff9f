import ArgumentParser
import ByteStreams
import CanonicalJSON
import FoundationEssentials
import PostgresClient
import PostgresEventStore
import TradeMissions

extension KeysCommand {
    struct Purge: AsyncParsableCommand, Documented {
        static let configuration = CommandConfiguration(commandName: "purge")

        static let help = HelpPage(
            title: Phrase(
                nl: "Opruimen wat er van vernietigde sleutels nog ligt",
                en: "Clear away what is left of destroyed keys"),
            usage: "keys purge", options: [],
            examples: ["missieboek keys purge", "missieboek keys purge --output json"],
            details: [
                Phrase(
                    nl:
                        "Schrijft de tabellen van sleutels en register opnieuw, laat de server zijn oudere WAL weggooien, en "
                        + "zoekt daarna in al zijn bestanden naar de vernietigde sleutels. Vindt dat er nog een, dan is de "
                        + "afsluitcode 5; is een bestand niet te lezen, dan 74. Wat elders kan liggen, noemt het: replica's, WAL-archief, fysieke back-ups, back-ups "
                        + "van de sleutels. Kan worden herhaald.",
                    en:
                        "Writes the tables of keys and register anew, has the server throw its older WAL away, and then "
                        + "searches all of its files for the destroyed keys. When that finds one, the exit code is 5; when a "
                        + "file cannot be read, 74. What may lie elsewhere it names: replicas, a WAL archive, physical backups, backups of the keys. Can be "
                        + "repeated."),
                Phrase(
                    nl: "Bij een genoemde database moet de login sleutelbeheerder zijn, en superuser voor het WAL.",
                    en: "On a named database the login must be a key keeper, and a superuser for the WAL."),
            ])

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try DatabaseCommand.requireDatabase(options)
            let address = try await DatabaseCommand.ownerAddress(options, options.console)
            let report = try Session.purgeKeys(at: address)
            try options.console.print(report.phrase, json: report.node, as: options.output)
            try report.requireNothingFound()
        }
    }
}

/// What was done to leave nothing of destroyed keys, and what was found.
struct PurgeReport {
    let purge: KeyPurge
    /// How many of the server's files were searched; nil when they cannot be read from here.
    let searchedFiles: Int?
    /// The server's files that still hold something of a destroyed key.
    let found: [String]
    /// The server's files that could not be read.
    let unread: [String]
}

extension Session {
    /// Clears away what is left of destroyed keys in the server's own files, and looks whether that worked.
    ///
    /// Can be repeated. `address` logs in as a key keeper, and as a superuser where the server's log is to go too.
    static func purgeKeys(at address: String) throws -> PurgeReport {
        let connection = try Connection(ConnectionOptions(named: address))
        let purge = try KeyPurge.run(over: connection)
        guard let folder = purge.keepers.folderHere else {
            return PurgeReport(purge: purge, searchedFiles: nil, found: [], unread: [])
        }
        let search = TraceSearch(purge.destroyed.compactMap(\.marker))
        let (found, unread, count) = try search.search(folder)
        return PurgeReport(
            purge: purge, searchedFiles: count, found: found.map { folder + "/" + $0 },
            unread: unread.map { folder + "/" + $0 })
    }
}

extension LogKeepers {
    /// The server's folder, where it is one of this machine: of a server elsewhere there is none of that name here, or it is
    /// another's.
    fileprivate var folderHere: String? {
        guard let dataFolder, let control = try? FileStream(reading: dataFolder + "/global/pg_control").read(upTo: 8)
        else { return nil }
        // The file begins with the number, in the order of bytes of the machine that wrote it.
        let number = control.reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        return number == UInt64(bitPattern: clusterNumber) ? dataFolder : nil
    }
}

extension Session {
    /// Runs `body`, and then clears away what is left of destroyed keys, where there are some by then: also when `body`
    /// failed, such as at an answer that could not be written.
    static func clearingDestroyedKeys(
        _ options: GlobalOptions, where areThere: () -> Bool, behind body: () async throws -> Void
    ) async throws {
        do { try await body() } catch {
            if areThere() {
                do { try await clearDestroyedKeys(options) } catch {
                    let found = Failure(any: error).message ?? Phrase(same: "\(error)")
                    options.console.complain(found.text(in: options.console.language))
                }
            }
            throw error
        }
        if areThere() { try await clearDestroyedKeys(options) }
    }

    /// Purges behind a command that destroyed keys; tells what came of it as talk, since the answer is the command's.
    ///
    /// The keys are gone by then, whatever comes of this: it can be done again with `keys purge`.
    private static func clearDestroyedKeys(_ options: GlobalOptions) async throws {
        let report: PurgeReport
        do {
            let address =
                try await namedAddress(options) == nil
                ? DatabaseCommand.ownerAddress(options, options.console) : keeperAddress(options)
            report = try purgeKeys(at: address)
        } catch {
            let cause = Failure(any: error).message ?? Phrase(same: "\(error)")
            options.console.complain(
                Phrase(
                    nl: "De sleutels zijn vernietigd; wat er nog van ligt, is niet opgeruimd: \(cause.nl)\n"
                        + "Volgende stap: missieboek keys purge",
                    en: "The keys were destroyed; what is left of them was not cleared away: \(cause.en)\n"
                        + "Next step: missieboek keys purge"
                ).text(in: options.console.language))
            return
        }
        options.console.say(report.phrase)
        try report.requireNothingFound()
    }
}

extension PurgeReport {
    /// Fails with ``ExitStatus/verificationFailed`` when something of a destroyed key is still there, and with
    /// ``ExitStatus/inputOutput`` when a file could not be searched for it.
    func requireNothingFound() throws(Failure) {
        guard !found.isEmpty else {
            guard !unread.isEmpty else { return }
            let list = unread.joined(separator: "\n")
            throw Failure(
                .inputOutput,
                Phrase(
                    nl: "niet doorzocht, want niet te lezen:\n\(list)\n"
                        + "Volgende stap: geef missieboek keys purge als gebruiker die de bestanden van de server mag lezen.",
                    en: "not searched, since they cannot be read:\n\(list)\n"
                        + "Next step: give missieboek keys purge as a user who may read the server's files."))
        }
        let list = found.joined(separator: "\n")
        throw Failure(
            .verificationFailed,
            Phrase(
                nl: "resten van vernietigde sleutels gevonden:\n\(list)",
                en: "remains of destroyed keys were found:\n\(list)"))
    }

    /// What may hold copies that this program cannot reach.
    private var elsewhere: [Phrase] {
        let keepers = purge.keepers
        var all: [Phrase] = []
        if !purge.hasClearedLog {
            all.append(
                Phrase(
                    nl: "het WAL van de server: deze login mag het niet laten weggooien (superuser)",
                    en: "the server's WAL: this login may not have it thrown away (superuser)"))
        }
        if keepers.archives {
            all.append(
                Phrase(
                    nl: "het WAL-archief, zo lang als u het bewaart", en: "the WAL archive, for as long as you keep it")
            )
        }
        if !keepers.slots.isEmpty || !keepers.followers.isEmpty {
            let names = (keepers.slots + keepers.followers).joined(separator: ", ")
            all.append(
                Phrase(
                    nl: "replica's, en WAL dat voor hen wordt bewaard: \(names)",
                    en: "replicas, and WAL that is kept for them: \(names)"))
        }
        if keepers.keepsSize {
            all.append(
                Phrase(nl: "WAL dat wal_keep_size bewaart", en: "WAL that wal_keep_size keeps"))
        }
        return all + [
            Phrase(
                nl: "back-ups van de sleutels (keys backup) en fysieke back-ups (db backup --physical) van eerder",
                en: "backups of the keys (keys backup) and physical backups (db backup --physical) from before")
        ]
    }

    var phrase: Phrase {
        let count = purge.destroyed.count
        let done =
            purge.hasClearedLog
            ? Phrase(
                nl: "Tabellen van sleutels en register herschreven, WAL weggegooid.",
                en: "Tables of keys and register rewritten, WAL thrown away.")
            : Phrase(
                nl: "Tabellen van sleutels en register herschreven.", en: "Tables of keys and register rewritten.")
        let searched =
            searchedFiles.map { files in
                Phrase(
                    nl: "Vernietigde sleutels: \(count). Doorzocht: \(files) bestanden van de server, "
                        + "\(found.count) met een rest, \(unread.count) onleesbaar.",
                    en:
                        "Destroyed keys: \(count). Searched: \(files) files of the server, \(found.count) with a remainder, "
                        + "\(unread.count) unreadable.")
            }
            ?? Phrase(
                nl: "Vernietigde sleutels: \(count). De bestanden van de server zijn van hier af niet te doorzoeken.",
                en: "Destroyed keys: \(count). The server's files cannot be searched from here.")
        let list = elsewhere.map { Phrase(nl: "\n  \($0.nl)", en: "\n  \($0.en)") }.joined(separator: "")
        return done + Phrase(same: "\n") + searched
            + Phrase(nl: "\nElders kan er nog liggen:", en: "\nThere may be more elsewhere:") + list
    }

    var node: Node {
        let keepers = purge.keepers
        return [
            "destroyed": .number(String(purge.destroyed.count)), "walCleared": .bool(purge.hasClearedLog),
            "searchedFiles": searchedFiles.map { .number(String($0)) } ?? .null,
            "found": .array(found.map(Node.string)), "unread": .array(unread.map(Node.string)),
            "archives": .bool(keepers.archives), "slots": .array(keepers.slots.map(Node.string)),
            "followers": .array(keepers.followers.map(Node.string)), "keepsWAL": .bool(keepers.keepsSize),
        ]
    }
}
