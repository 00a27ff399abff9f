import CommandBus
import EventSourcing
import PostgresClient
import PostgresEventStore
import TradeMissions

/// What every entry of one run in the log of readings has in common, and where it is entered.
///
/// Whoever shows something calls ``record(_:of:_:asOf:validAt:shown:)`` first: when that fails, nothing is shown.
struct AccessTrace {
    private let store: PostgresEventStore
    private let ground: String?
    private let actor: String?
    private let format: String
    private let statedAccount: String?

    /// On the database itself, for somebody who needs no register to say who he is.
    init(_ store: PostgresEventStore, _ options: GlobalOptions, on ground: String?, actor: OfficerID? = nil) {
        self.store = store
        self.ground = ground
        self.actor = actor?.text
        format = options.output.rawValue
        statedAccount = OwnAccount.name
    }

    /// Enters that something is about to be shown, or was not.
    ///
    /// `asOf` is the position up to which it goes; `shown` how many things it shows. A file that has not begun is entered as
    /// ``ReadObject/unknown``: what was typed for its name may be anybody's name or number.
    func record(
        _ action: ReadAction, of object: ReadObject, _ result: Reading.Result, asOf: Int64? = nil,
        validAt: Timestamp? = nil, shown: Int? = nil
    ) throws(Failure) {
        var entry = entry(action, of: try object.ifThere(in: store), result)
        (entry.asOf, entry.validAt, entry.shown) = (asOf, validAt, shown.map { Int64($0) })
        do throws(StoreFailure) { try store.record(entry) } catch { throw Failure(untraced: error) }
    }

    /// As ``record(_:of:_:asOf:validAt:shown:)``, for what goes on where another session holds the log of readings; returns
    /// whether it was entered.
    func recordUnlessLocked(
        _ action: ReadAction, of object: ReadObject, _ result: Reading.Result
    ) throws(Failure) -> Bool {
        do throws(StoreFailure) {
            try store.record(entry(action, of: object, result))
            return true
        } catch {
            guard error == .lockedOut else { throw Failure(untraced: error) }
            return false
        }
    }

    private func entry(_ action: ReadAction, of object: ReadObject, _ result: Reading.Result) -> Reading {
        var entry = Reading(action: action.rawValue, object: object.text, result: result)
        (entry.ground, entry.actor, entry.format, entry.statedAccount) = (ground, actor, format, statedAccount)
        return entry
    }

    /// Hands something out that takes a while: entered before it begins, and again with what came of it.
    func around(_ action: ReadAction, of object: ReadObject, _ body: () async throws -> Void) async throws {
        try record(action, of: object, .begun)
        do { try await body() } catch {
            // That it was begun is entered already.
            try? record(action, of: object, .failed)
            throw error
        }
        try record(action, of: object, .written)
    }

    /// Does what comes before anything is shown; what it fails with is entered before it is told.
    ///
    /// That something is not there, or not allowed, is an answer as well. Where the program itself went wrong, nothing
    /// was learnt, and that is told even if it cannot be entered.
    func attempt<Found>(_ action: ReadAction, of object: ReadObject, _ body: () throws -> Found) throws -> Found {
        do { return try body() } catch {
            switch Failure(any: error).status {
            case .ok: break
            case .notFound: try record(action, of: object, .notFound)
            case .usage, .badInput, .ruleRefused, .notAllowed: try record(action, of: object, .refused)
            case .bug, .versionConflict, .verificationFailed, .databaseUnavailable, .cannotCreate, .inputOutput,
                .outcomeUnknown:
                try? record(action, of: object, .failed)
            }
            throw error
        }
    }
}

extension ReadObject {
    /// The file when there is one of that name; nothing is known of it to whoever may read none.
    fileprivate func ifThere(in store: PostgresEventStore) throws(Failure) -> ReadObject {
        guard case .file(let id) = self else { return self }
        guard let stream = try? StreamName(text: id) else { return .unknown }
        do throws(StoreFailure) { return try store.hasBegun(stream) ? self : .unknown } catch {
            guard case .denied = error else { throw Failure(untraced: error) }
            return .unknown
        }
    }
}

extension Session {
    /// Where this session's readings are entered: in its database, or, when a replica answers, in the one that this
    /// follows, which must be named too.
    ///
    /// Fails when `--actor` stands for no officer.
    func trace(on ground: GroundOption) throws -> AccessTrace { try trace(on: ground.text) }

    /// The same on a ground in words that were found lawful.
    func trace(on ground: String?) throws -> AccessTrace {
        let named = options.actor ?? ProcessEnvironment.variables["MISSIEBOEK_ACTOR"].flatMap { $0.isEmpty ? nil : $0 }
        let reader = try named.map { try officer(named: $0) }
        guard replica?.isStandby == true else { return AccessTrace(store, options, on: ground, actor: reader) }
        guard try Session.replicaAddress(options) != nil, let address = try Session.namedAddress(options) else {
            throw Failure(
                .usage,
                Phrase(
                    nl: "wat wordt gelezen, wordt vastgelegd, en dat kan niet op een replica.\nVolgende stap: noem met "
                        + "--database de database zelf, en met --replica wie antwoordt",
                    en: "what is read is recorded, and that cannot be done on a replica.\nNext step: name the database "
                        + "itself with --database, and with --replica who answers"))
        }
        let connection = try ConnectionOptions(named: address)
        let primary: PostgresEventStore
        do throws(StoreFailure) {
            primary = try PostgresEventStore(connection)
        } catch {
            throw Failure(untraced: error)
        }
        guard try primary.incarnation() == store.incarnation() else {
            throw Failure(
                .usage,
                Phrase(
                    nl:
                        "--database en --replica zijn niet van hetzelfde boek: daar kan niet worden vastgelegd wat hier "
                        + "wordt gelezen",
                    en: "--database and --replica are not of the same book: what is read here cannot be recorded there")
            )
        }
        return AccessTrace(primary, options, on: ground, actor: reader)
    }

    /// The officer that these words stand for: an id, or a name in the register.
    private func officer(named words: String) throws -> OfficerID {
        if let id = try? OfficerID(text: words) { return id }
        let found = try store.resolve(words).compactMap { try? OfficerID(text: $0.id) }
        guard let id = found.first, found.count == 1 else {
            throw Failure(
                .usage,
                Phrase(
                    nl: "--actor: \(words.shownSafely) is geen functionaris in het register",
                    en: "--actor: \(words.shownSafely) is no officer in the register"))
        }
        return id
    }
}

extension Failure {
    /// A reading could not be entered.
    fileprivate init(untraced failure: StoreFailure) {
        let known = Failure(failure)
        let cause = known.message ?? Phrase(same: "")
        self.init(
            known.status,
            Phrase(
                nl: "er wordt niets getoond, omdat niet kan worden vastgelegd dat het wordt gelezen: ",
                en: "nothing is shown, since it cannot be recorded that it is read: ") + cause)
    }
}
