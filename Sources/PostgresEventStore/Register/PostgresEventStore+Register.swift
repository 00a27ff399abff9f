package import EventSourcing
import PersonalDataSealing
import PostgresClient

extension PostgresEventStore: Register {
    package func resolve(_ words: String) throws(StoreFailure) -> [RegisterEntry] {
        guard let index = try index() else { return [] }
        let trimmed = RegisterEntry.trimmed(words)
        let request = ResolveRegister(
            kvkTerm: index.term(ofNumber: trimmed), nameTerm: index.term(ofName: trimmed), words: words)
        return try entries(of: reading { (connection) throws(PostgresError) in try connection.execute(request) })
    }

    package func formerBearers(of name: String) throws(StoreFailure) -> [RegisterEntry] {
        guard let index = try index() else { return [] }
        let request = FormerBearers(nameTerm: index.term(ofName: RegisterEntry.trimmed(name)))
        return try entries(of: reading { (connection) throws(PostgresError) in try connection.execute(request) })
    }

    /// Those that can be known.
    private func entries(of ids: [String]) throws(StoreFailure) -> [RegisterEntry] {
        let standings = try registerStandings(for: ids)
        return ids.compactMap { id in
            if case .entered(let entry)? = standings[id] { entry } else { nil }
        }
    }

    /// What these ids stand for, now or as of a position of the log, by id.
    ///
    /// An id without an entry, or without one yet then, is left out.
    package func registerStandings(
        for ids: [String], asOf position: Int64? = nil
    ) throws(StoreFailure) -> [String: RegisterStanding] {
        guard !ids.isEmpty else { return [:] }
        let rows = try reading { (connection) throws(PostgresError) in
            try connection.execute(ReadRegister(ids: ids, position: position))
        }
        var standings: [String: RegisterStanding] = [:]
        for row in rows {
            switch row.state {
            case .unknown: break
            case .erased: standings[row.id] = .erased
            case .missing: standings[row.id] = .unreadable(.keysMissing)
            case .entered: standings[row.id] = try standing(of: row)
            }
        }
        return standings
    }

    /// Every version of what an id stood for, the last one behind: for whoever must leave nothing out.
    ///
    /// None when it was erased, or never entered. Fails with ``StoreFailure/sealed(_:)`` when one cannot be opened.
    package func registerHistory(of id: String) throws(StoreFailure) -> [RegisterEntry] {
        let rows = try reading { (connection) throws(PostgresError) in
            try connection.execute(ReadRegisterHistory(id: id))
        }
        var entries: [RegisterEntry] = []
        for row in rows {
            guard row.state == .entered else { throw .sealed(.keysMissing) }
            switch try standing(of: row) {
            case .entered(let entry): entries.append(entry)
            case .unreadable(let trouble): throw .sealed(trouble)
            case .erased: break
            }
        }
        return entries
    }

    /// Whether this login may look into the register, and at keys: for whoever would not be refused.
    package func personalDataRights() throws(StoreFailure) -> PersonalDataRights.Answer {
        try reading { (connection) throws(PostgresError) in try connection.executeOne(PersonalDataRights()) }
    }

    /// Whether anything was ever entered; fails with ``StoreFailure/sealed(_:)`` when it cannot be opened.
    package func opensRegister() throws(StoreFailure) -> Bool { try index() != nil }

    private func standing(of row: RegisterRow) throws(StoreFailure) -> RegisterStanding {
        guard let wrapped = row.wrapped else { throw .corrupt("an entry of the register without its key") }
        let key: SecretKey
        do throws(KeyTrouble) {
            key = try vault.unwrapped(WrappedKey(bytes: wrapped), of: RegisterSealing.scope(of: row.id))
        } catch {
            return .unreadable(error)
        }
        guard let entry = RegisterSealing.opened(row, by: key) else {
            throw .corrupt("the entry of \(row.id) in the register was not sealed there")
        }
        return .entered(entry)
    }

    /// The index by which entries are found; nil while nothing was ever entered.
    func index() throws(StoreFailure) -> BlindIndex? {
        if let index = vault.index { return index }
        let states = try reading { (connection) throws(PostgresError) in
            try connection.execute(ReadKeys(scopes: [.index]))
        }
        switch states.first {
        case .held(let wrapped)?:
            return try StoreFailure.sealing { () throws(KeyTrouble) in try vault.openIndex(wrapped) }
        case .absent?: return nil
        case .missing?, .erased?: throw .sealed(.keysMissing)
        case nil: throw .corrupt("keys.read gave no row")
        }
    }
}

extension PostgresEventStore {
    /// Stores a command with what it enters into the register, or whose keys it destroys, in one transaction.
    func appendWithRegister(
        _ request: AppendRequest, by statement: some Statement<AppendAnswer>
    ) throws(StoreFailure) -> AppendAnswer {
        let entries = request.rejection == nil ? request.registerEntries : []
        for entry in entries { try entry.requireLawful() }
        var attempt = 1
        while true {
            let sealed = try seal(entries, with: request)
            do throws(PostgresError) {
                return try withRoom { () throws(PostgresError) in
                    try use { (connection) throws(PostgresError) in
                        try Self.appendOrRepeat(request, by: statement, entering: sealed, on: &connection)
                    }
                }
            } catch {
                // Another has entered the same id, or the transaction was undone for its neighbours' sake.
                guard error.sqlState?.meansTryAgain ?? false, attempt < Self.attempts else {
                    throw StoreFailure(appending: request, error)
                }
                attempt += 1
            }
        }
    }

    /// What of a request goes to the register.
    private struct SealedRequest {
        let entries: [SealedEntry]
        let content: ContentFingerprint?
        /// An id that was erased, for which nothing is entered: only a repeat goes through.
        let erased: String?
    }

    private func seal(_ entries: [RegisterEntry], with request: AppendRequest) throws(StoreFailure) -> SealedRequest {
        guard !entries.isEmpty || request.registerContent != nil else {
            return SealedRequest(entries: [], content: nil, erased: nil)
        }
        return try withKeysInForce { () throws(StoreFailure) in try sealOnce(entries, with: request) }
    }

    /// Nil when the keys were wrapped anew meanwhile.
    private func sealOnce(
        _ entries: [RegisterEntry], with request: AppendRequest
    ) throws(StoreFailure) -> SealedRequest? {
        let provision = try provision(making: entries.map { RegisterSealing.scope(of: $0.id) })
        let (states, heads, salts): ([KeyState], [Int32], [[UInt8]])
        do throws(PostgresError) {
            (states, heads, salts) = try use { (connection) throws(PostgresError) in
                let (states, heads, salts) = try connection.pipeline(
                    provision, RegisterHeads(ids: entries.map(\.id)), SaltOfCommand(commandID: request.commandID))
                return (states.rows, heads.rows, salts.rows)
            }
        } catch {
            if error.sqlState?.meansTryAgain ?? false { return nil }
            throw StoreFailure(reading: error)
        }
        guard states.count == provision.scopes.count, heads.count == entries.count, let indexState = states.first else {
            throw .corrupt("keys.provide gave \(states.count) rows")
        }
        return try StoreFailure.sealing { () throws(KeyTrouble) -> SealedRequest in
            let index = try self.index(in: indexState)
            var sealed: [SealedEntry] = []
            var erased: String?
            for (entry, (state, head)) in zip(entries, zip(states.dropFirst(), heads)) {
                switch state {
                case .held(let wrapped):
                    let key = try vault.unwrapped(wrapped, of: RegisterSealing.scope(of: entry.id))
                    sealed.append(RegisterSealing.sealed(entry, version: head + 1, under: key, index))
                case .erased: erased = entry.id
                case .missing, .absent: throw .keysMissing
                }
            }
            let content = request.registerContent.map { content in
                let salt = salts.first ?? index.salt(of: request.commandID.bytes)
                return ContentFingerprint(
                    subject: content.id, salt: salt,
                    fingerprint: index.fingerprint(ofSalted: SHA256.digest(of: salt + content.bytes)))
            }
            return SealedRequest(entries: sealed, content: content, erased: erased)
        }
    }

    private static func appendOrRepeat(
        _ request: AppendRequest, by statement: some Statement<AppendAnswer>, entering sealed: SealedRequest,
        on connection: inout Connection
    ) throws(PostgresError) -> AppendAnswer {
        do throws(PostgresError) {
            return try append(
                request, by: statement, entering: sealed, holding: request.sealingKeys, on: &connection)
        } catch {
            // A repeated command is a repeat also when its number has gone to another id since, or a key of its texts was
            // destroyed.
            let state = error.sqlState
            guard state == .numberTaken || state == .keyDestroyed,
                try !connection.execute(CommandEntry(commandID: request.commandID)).isEmpty
            else { throw error }
            let repeated = SealedRequest(entries: [], content: sealed.content, erased: sealed.erased)
            return try append(request, by: statement, entering: repeated, holding: [], on: &connection)
        }
    }

    /// Destroys, holds and enters first, so that what is refused there uses no position of the log.
    private static func append(
        _ request: AppendRequest, by statement: some Statement<AppendAnswer>, entering sealed: SealedRequest,
        holding keys: [SealingKey], on connection: inout Connection
    ) throws(PostgresError) -> AppendAnswer {
        let enter = EnterRegister(commandID: request.commandID, entries: sealed.entries)
        let match = MatchCommand(commandID: request.commandID, content: sealed.content)
        func end(_ answer: AppendAnswer) -> TransactionEnd<AppendAnswer?> {
            if answer.isDuplicate { return .rollBack(answer) }
            return sealed.erased == nil ? .commit(answer) : .rollBack(nil)
        }
        let answer: AppendAnswer?
        if request.rejection != nil || request.keyDestructions.isEmpty && keys.isEmpty {
            answer = try connection.transaction(of: enter, statement, match) { (_, reply, _) throws(PostgresError) in
                end(try reply.one)
            }
        } else if request.keyDestructions.isEmpty {
            answer = try connection.transaction(of: HoldKeys(keys: keys), enter, statement, match) {
                (_, _, reply, _) throws(PostgresError) in
                end(try reply.one)
            }
        } else {
            // By itself: whoever may not destroy keys may not even name the function that does.
            let destroy = DestroyKeys(commandID: request.commandID, destructions: request.keyDestructions)
            answer = try connection.transaction(of: destroy, HoldKeys(keys: keys), enter, statement, match) {
                (_, _, _, reply, _) throws(PostgresError) in
                end(try reply.one)
            }
        }
        guard let answer else {
            throw .server(
                ServerReport(
                    sqlState: .keyDestroyed,
                    message: "the keys of \(sealed.erased ?? "") were destroyed: nothing is entered for it any more",
                    detail: "{\"subject\":\"\(sealed.erased ?? "")\"}"))
        }
        return answer
    }
}
