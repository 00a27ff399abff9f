import EmbeddedPostgres
import EventSourcing
import FoundationEssentials
import PersonalDataSealing
import PostgresClient
import PostgresEventStore
import TradeMissions

/// All checks of `doctor`, from the programs on this machine to the guards of the log.
struct Checkup {
    private(set) var findings: [CheckResult] = []
    private(set) var isUnreachable = false

    /// Makes, starts and changes nothing.
    static func of(_ options: GlobalOptions) async throws(Failure) -> Checkup {
        var checkup = Checkup()
        let server = try Session.examinedServer(options)
        await checkup.checkPrograms(areNeeded: server == nil)
        if let server {
            checkup.checkDatabase(
                server, isNamed: true, proofs: SealedProofs.folder(ofHome: nil), keys: try Session.keyFile(options))
        } else {
            checkup.checkCluster(Session.embeddedCluster)
        }
        return checkup
    }

    mutating func add(_ check: String, _ level: CheckResult.Level, _ text: Phrase, next: Phrase? = nil) {
        findings.append(CheckResult(check: check, level: level, text: text, nextStep: next))
    }

    private mutating func checkPrograms(areNeeded: Bool) async {
        do throws(EmbeddedPostgresError) {
            let programs = try await PostgresPrograms.find()
            add("programs", .ok, Phrase(same: "PostgreSQL \(programs.majorVersion), \(programs.folder)"))
        } catch {
            // With a database elsewhere only backups need them.
            add("programs", areNeeded ? .fail : .warn, Phrase(nl: error.dutch, en: error.english))
        }
    }

    private mutating func checkCluster(_ cluster: EmbeddedCluster) {
        do throws(EmbeddedPostgresError) {
            let state = try cluster.state()
            let start = Phrase(
                nl: "missieboek db start, of gewoon een opdracht: die start haar",
                en: "missieboek db start, or simply any command: it starts the database")
            let isRunning = if case .running = state { true } else { false }
            add(
                "place", isRunning ? .ok : .warn,
                Phrase(nl: "\(state.dutch) Map: \(cluster.home)", en: "\(state.english) Folder: \(cluster.home)"),
                next: isRunning ? nil : start)
            if state != .absent { checkDisk(cluster.home) }
            if state != .absent { checkBackup(cluster.home) }
            if state != .absent { checkDenials(cluster) }
            if isRunning {
                checkDatabase(
                    ConnectionOptions(address: try cluster.connectionString()),
                    proofs: SealedProofs.folder(ofHome: cluster.home), keys: Session.homeKeyFile)
            }
        } catch {
            isUnreachable = true
            add("place", .fail, Phrase(nl: error.dutch, en: error.english))
        }
    }

    private mutating func checkDisk(_ folder: String) {
        guard let free = (try? FileManager.default.attributesOfFileSystem(forPath: folder))?.number(.systemFreeSize)
        else { return }
        let mebibytes = free / 1_048_576
        let text = Phrase(nl: "\(mebibytes) MiB vrij", en: "\(mebibytes) MiB free")
        let next = Phrase(
            nl: "maak ruimte: op een volle schijf wordt niets vastgelegd",
            en: "make room: nothing is recorded on a full disk")
        switch mebibytes {
        case ..<256: add("disk", .fail, text, next: next)
        case ..<2048: add("disk", .warn, text, next: next)
        default: add("disk", .ok, text)
        }
    }

    private mutating func checkBackup(_ home: String) {
        let next = Phrase(
            nl: "missieboek db backup BESTAND, en bewaar het op een andere machine",
            en: "missieboek db backup FILE, and keep it on another machine")
        guard let moment = LastBackup.moment(in: home) else {
            add("backup", .warn, Phrase(nl: "er is nog geen back-up gemaakt", en: "no backup was made yet"), next: next)
            return
        }
        let days = (Session.now().microseconds - moment.microseconds) / 86_400_000_000
        add(
            "backup", days > 7 ? .warn : .ok,
            Phrase(
                nl: "laatste back-up: \(moment.clockTextInAmsterdam)", en: "last backup: \(moment.clockTextInAmsterdam)"
            ),
            next: days > 7 ? next : nil)
    }

    /// `proofs` is the folder of the log's proofs, where there is one to look at.
    private mutating func checkDatabase(
        _ options: ConnectionOptions, isNamed: Bool = false, proofs: String?, keys: KeyFile?
    ) {
        do throws(PostgresError) {
            let parts = try options.parts
            let place = "\(parts["user"] ?? "")@\(parts["host"] ?? "")/\(parts["dbname"] ?? "")"
            let connection = try Connection(options)
            let version = connection.serverVersion / 10_000
            add(
                "server", version >= 15 ? .ok : .fail,
                Phrase(
                    nl: "PostgreSQL \(version) antwoordt op \(place)", en: "PostgreSQL \(version) answers at \(place)"),
                next: version >= 15
                    ? nil : Phrase(nl: "gebruik PostgreSQL 15 of later", en: "use PostgreSQL 15 or later"))
            try checkPooler(connection, isNamed: options.isPooledByTransaction)
            try checkSettings(connection)
            if isNamed { try checkDenialLog(connection) }
            let standing = try SchemaMigrator().standing(connection)
            add(
                "schema", standing == .current ? .ok : .fail, standing.phrase,
                next: standing.next)
            guard standing != .missing else { return }
            let isScoped = try checkRights(connection)
            try checkTriggers(connection)
            try checkLogins(connection)
            // How far the log and its read models are is for whoever reads all of them.
            guard !isScoped else { return }
            try checkProgress(connection)
            guard standing == .current else { return }
            try checkRoom(connection)
            try checkIncarnation(connection)
            try checkReplica(connection)
            try checkModels(connection)
            try checkParked(connection)
            if let proofs { try checkProofs(connection, in: proofs) }
            checkRegister(of: options, by: keys)
        } catch {
            isUnreachable = error.meansUnreachable
            add(
                isUnreachable ? "server" : "query", .fail,
                Phrase(
                    nl: "de database antwoordt niet: \(error.words)", en: "the database does not answer: \(error.words)"
                ),
                next: isUnreachable
                    ? Phrase(
                        nl: "controleer het adres, de login en of de server draait",
                        en: "check the address, the login and whether the server runs")
                    : Phrase(same: "missieboek db migrate"))
        }
    }

    private mutating func checkSettings(_ connection: borrowing Connection) throws(PostgresError) {
        for setting in try connection.execute(DurabilitySettings()) {
            let isSafe = setting.value != "off"
            add(
                "durability", isSafe ? .ok : .fail, Phrase(same: "\(setting.name) = \(setting.value)"),
                next: isSafe
                    ? nil
                    : Phrase(
                        nl: "zet \(setting.name) aan: wat is vastgelegd, gaat anders bij een storing verloren",
                        en: "turn \(setting.name) on: otherwise what was recorded is lost in a crash"))
        }
    }

    /// Whether the login sees only what lies within a scope.
    private mutating func checkRights(_ connection: borrowing Connection) throws(PostgresError) -> Bool {
        guard let rights = try connection.execute(LoginRights()).first else { return false }
        let login = Phrase(nl: "gebruik de login missieboek", en: "use the login missieboek")
        if rights.isSuperuser || rights.isOwner {
            add(
                "rights", .fail,
                Phrase(
                    nl: "\(rights.login) is superuser of eigenaar, en kan het logboek veranderen",
                    en: "\(rights.login) is a superuser or the owner, and can change the log"),
                next: login)
        } else if !rights.excess.isEmpty {
            let list = rights.excess.joined(separator: ", ")
            add(
                "rights", .fail,
                Phrase(nl: "\(rights.login) mag te veel: \(list)", en: "\(rights.login) may do too much: \(list)"),
                next: Phrase(
                    nl: "trek deze rechten in, als eigenaar: revoke … from \(rights.login)",
                    en: "revoke these rights, as the owner: revoke … from \(rights.login)"))
        } else if rights.isScoped, !rights.canAppend {
            add(
                "rights", .ok,
                Phrase(
                    nl: "\(rights.login) leest binnen een leesgebied, en legt niets vast",
                    en: "\(rights.login) reads within a scope, and records nothing"))
        } else if !rights.canAppend {
            add(
                "rights", .fail,
                Phrase(nl: "\(rights.login) mag niets vastleggen", en: "\(rights.login) may record nothing"),
                next: login)
        } else {
            add(
                "rights", .ok,
                Phrase(
                    nl: "\(rights.login) mag toevoegen, en niets wijzigen of verwijderen",
                    en: "\(rights.login) may append, and change or delete nothing"))
        }
        return rights.isScoped
    }

    private mutating func checkTriggers(_ connection: borrowing Connection) throws(PostgresError) {
        let open = try connection.execute(UnguardedTables())
        let list = open.joined(separator: ", ")
        add(
            "triggers", open.isEmpty ? .ok : .fail,
            open.isEmpty
                ? Phrase(nl: "het logboek weigert wijzigen en verwijderen", en: "the log refuses changes and deletions")
                : Phrase(nl: "niet bewaakt: \(list)", en: "not guarded: \(list)"),
            next: open.isEmpty
                ? nil
                : Phrase(
                    nl: "zet de triggers weer aan (alter table … enable trigger), en zoek uit wie ze uitzette",
                    en: "enable the triggers again (alter table … enable trigger), and find out who disabled them"))
    }

    private mutating func checkProgress(_ connection: borrowing Connection) throws(PostgresError) {
        let before = Session.now()
        let progress = try connection.executeOne(LogProgress())
        let after = Session.now()
        let size = progress.databaseBytes / 1_048_576
        let lag = progress.lastPosition - progress.watermark
        let waiting =
            progress.waitingSince.map { (progress.serverTime.microseconds - $0.microseconds) / 1_000_000 } ?? 0
        let age = progress.movedAt.map { (progress.serverTime.microseconds - $0.microseconds) / 1_000_000 }
        let isLate = lag > 0 && waiting > 60
        add(
            "watermark", isLate ? .warn : .ok,
            Phrase(
                nl: "positie \(progress.watermark) van \(progress.lastPosition), achterstand \(lag)"
                    + (age.map { ", \($0) s geleden verzet" } ?? "") + "; database \(size) MiB",
                en: "position \(progress.watermark) of \(progress.lastPosition), lag \(lag)"
                    + (age.map { ", moved \($0) s ago" } ?? "") + "; database \(size) MiB"),
            next: isLate
                ? Phrase(
                    nl: "stel een vraag (missieboek board); blijft het, zoek dan een transactie die openstaat",
                    en: "ask a question (missieboek board); if it stays, look for a transaction that is left open")
                : nil)
        checkClock(server: progress.serverTime.microseconds, before: before.microseconds, after: after.microseconds)
    }

    /// The server's clock lies between two looks at this machine's, unless they differ.
    private mutating func checkClock(server: Int64, before: Int64, after: Int64) {
        let skew = Double(server < before ? before - server : max(0, server - after)) / 1_000_000
        let text = Phrase(
            nl: "de klokken van machine en server schelen \(skew) s",
            en: "the clocks of machine and server differ by \(skew) s")
        let next = Phrase(
            nl: "zet de klokken gelijk (NTP): een tijd in de toekomst wordt geweigerd (INV-26)",
            en: "synchronise the clocks (NTP): a time in the future is refused (INV-26)")
        add("clock", skew > 60 ? .fail : skew > 1 ? .warn : .ok, text, next: skew > 1 ? next : nil)
    }
}

extension PostgresError {
    /// The server's or libpq's own words.
    fileprivate var words: String {
        switch self {
        case .unreachable(let message), .connectionLost(let message, _), .unexpected(let message): message
        case .server(let report): report.message
        case .rolledBack: "rolled back"
        }
    }

    fileprivate var meansUnreachable: Bool {
        switch self {
        case .unreachable, .connectionLost: true
        case .server, .rolledBack, .unexpected: false
        }
    }
}
