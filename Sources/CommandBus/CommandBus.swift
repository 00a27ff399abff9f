import CanonicalJSON
import DomainRecords
package import EventSourcing
import TradeMissions

/// Carries commands out: load what the decision asks for, decide, append; on a conflict, decide again.
///
/// Belongs to one thread or actor, as its store does.
package final class CommandBus {
    private let store: any EventStore
    /// Nil where everything is folded from the first event.
    private let snapshots: SnapshotKeeper?
    private let clock: () -> Timestamp
    /// Nil where nobody waits.
    private let pause: ((Duration) -> Void)?
    /// The folded state of streams seen lately.
    ///
    /// Never trusted by itself: each append carries the versions it rests on.
    private var cache: [StreamName: Records.Entry] = [:]

    private static let attempts = 8
    private static let cacheLimit = 1024

    /// `snapshots` are of the same log.
    ///
    /// `pause` blocks for a while: a decision that searches the whole log so waits until appends in flight are done. Where
    /// there is none, it fails at once.
    package init(
        _ store: any EventStore, snapshots: SnapshotKeeper? = nil, waitingBy pause: ((Duration) -> Void)? = nil,
        clock: @escaping () -> Timestamp
    ) {
        self.store = store
        self.snapshots = snapshots
        self.pause = pause
        self.clock = clock
    }

    /// What came of the command, stored in the journal.
    ///
    /// Throws only when the store did not answer. A lost connection is survived once: the store connects anew, and
    /// when the command was stored after all, the journal answers ``CommandResult/Outcome/duplicate``.
    package func execute(_ envelope: CommandEnvelope) throws(StoreFailure) -> CommandResult {
        var lastConflict: StoreFailure?
        var loss: StoreFailure?
        for _ in 0..<Self.attempts {
            do throws(StoreFailure) {
                return try attempt(envelope)
            } catch {
                switch error {
                case .conflict:
                    lastConflict = error
                    cache.removeAll(keepingCapacity: true)
                case .commandReused(let id): return .idReused(id)
                case .invalid(let what): return .notStorable(envelope, what)
                case .numberTaken(let holder): return .numberTaken(envelope, holder: holder)
                case .keyDestroyed(let subject, let dossier): return .keyDestroyed(envelope, subject, in: dossier)
                case .notKeptApart(let file, let account, let position):
                    let refusal = Refusal(
                        by: try ruleOfDuty(in: envelope), file: file, account: account, position: position)
                    return try journal(refusal.naming(envelope.definition), of: envelope, [])
                case .actorRefused: return .mayNotAct(envelope)
                case .unavailable, .outcomeUnknown:
                    cache.removeAll(keepingCapacity: true)
                    if let loss {
                        // A second loss makes nothing known of what the first one left unknown.
                        if case .outcomeUnknown = loss { throw loss }
                        throw error
                    }
                    loss = error
                case .denied, .sealed, .corrupt, .unknownEvent:
                    throw error
                }
            }
        }
        return .outrun(envelope, by: lastConflict)
    }

    private func attempt(_ envelope: CommandEnvelope) throws(StoreFailure) -> CommandResult {
        let now = clock()
        let mayBeStale = !cache.isEmpty
        let (answer, expectations) = try decide(envelope, at: now)
        switch answer {
        case .failure(let refusal):
            return try journal(refusal.naming(envelope.definition), of: envelope, expectations)
        case .success(let judgement):
            // A repeated command has moved its stream itself: then the journal answers.
            if let conflict = envelope.staleVersion(expectations),
                try store.command(envelope.id) == nil
            {
                guard mayBeStale else { return conflict }
                // Nothing is appended here that would find a stale cache out: only what the store says now refuses.
                cache.removeAll(keepingCapacity: true)
                return try attempt(envelope)
            }
            return try append(judgement, of: envelope, expectations)
        }
    }

    /// The rule by which the events of a command take somebody who is free of other duties.
    ///
    /// The command is decided once more: what the database refused is known to it by its events only.
    private func ruleOfDuty(in envelope: CommandEnvelope) throws(StoreFailure) -> Rule {
        guard case .success(let judgement) = try decide(envelope, at: clock()).0 else { return .inv7 }
        return judgement.decision.emissions.lazy.map(\.event).first { $0.takenDuty != nil }?.ruleOfDuty ?? .inv7
    }

    private func decide(
        _ envelope: CommandEnvelope, at now: Timestamp
    ) throws(StoreFailure) -> (Result<Judgement, Refusal>, [Expectation]) {
        // The states are lent, not shared: a second holder would have each change copy them all.
        let loader = RecordLoader(store, snapshots: snapshots?.store, waitingBy: pause)
        let outcome = try loader.run(startingWith: takeCache()) { records throws(Interruption) in
            var act = Act(
                actor: envelope.actor, officer: try records.current(envelope.actor),
                occurredAt: envelope.occurredAt ?? now, now: now, reason: envelope.reason)
            act = try Admission.admit(act, giving: envelope.definition)
            try envelope.checkFreeText()
            let decision = try envelope.command.decide(act, records)
            try decision.requireNoneErased(records)
            return Judgement(decision: decision, act: act)
        }
        if outcome.loaded.count <= Self.cacheLimit { cache = outcome.loaded }
        return (outcome.answer, outcome.expectations)
    }

    private func takeCache() -> [StreamName: Records.Entry] {
        defer { cache = [:] }
        return cache
    }

    private func append(
        _ judgement: Judgement, of envelope: CommandEnvelope, _ expectations: [Expectation]
    ) throws(StoreFailure) -> CommandResult {
        let metadata = try judgement.metadata(of: envelope).stored()
        var events: [NewEvent] = []
        for emission in judgement.decision.emissions {
            events.append(try EventCodec.encode(emission, occurredAt: judgement.act.occurredAt, metadata: metadata))
        }
        let request = AppendRequest(
            commandID: envelope.id, command: envelope.definition.name,
            content: try envelope.journalContent.stored(), registerContent: try envelope.registerContent(),
            actor: envelope.actor.text, expectations: expectations, events: events,
            registerEntries: judgement.decision.registerEntries,
            keyDestructions: judgement.decision.keyDestructions, sealingKeys: envelope.sealingKeys)
        let result: AppendResult
        do throws(StoreFailure) {
            result = try store.append(request)
        } catch {
            guard case .denied(let what) = error, !request.keyDestructions.isEmpty else { throw error }
            return .mayNotDestroyKeys(envelope, what)
        }
        switch result {
        case .duplicate(let entry):
            return try Self.duplicate(entry)
        case .stored(let entry):
            take(judgement, entry, metadata)
            keepSnapshots(of: expectations)
            return CommandResult(
                id: envelope.id.text, .accepted, placements: entry.placements,
                advisories: judgement.decision.advisories.map(StoredAdvisory.init))
        }
    }

    /// A refusal is stored with the versions it rests on, so that it was true at the moment it was stored.
    private func journal(
        _ refusal: Refusal, of envelope: CommandEnvelope, _ expectations: [Expectation]
    ) throws(StoreFailure) -> CommandResult {
        let stored = StoredRefusal(refusal)
        let rejection: [UInt8]
        do throws(EncodingFault) { rejection = try CanonicalEncoder().encode(stored) } catch {
            throw .invalid(error.description)
        }
        let result = try store.append(
            AppendRequest(
                commandID: envelope.id, command: envelope.definition.name,
                content: try envelope.journalContent.stored(), registerContent: try envelope.registerContent(),
                actor: envelope.actor.text, rejection: rejection, expectations: expectations, events: []))
        switch result {
        case .duplicate(let entry): return try Self.duplicate(entry)
        case .stored:
            keepSnapshots(of: expectations)
            let outcome: CommandResult.Outcome = refusal.rule == .authority ? .unauthorised : .rejected
            return CommandResult(id: envelope.id.text, outcome, rejection: stored)
        }
    }

    private static func duplicate(_ entry: JournalEntry) throws(StoreFailure) -> CommandResult {
        var rejection: StoredRefusal?
        if let bytes = entry.rejection {
            do {
                rejection = try NodeDecoder().decode(StoredRefusal.self, from: Node(parsing: bytes))
            } catch {
                throw .corrupt("the stored refusal of \(entry.commandID.text): \(error)")
            }
        }
        return CommandResult(
            id: entry.commandID.text, .duplicate, placements: entry.placements, rejection: rejection)
    }

    /// Keeps the states that a command has looked at, where they are due; once it was stored.
    private func keepSnapshots(of expectations: [Expectation]) {
        guard let snapshots else { return }
        for stream in expectations.map(\.stream) {
            if let entry = cache[stream], snapshots.isDue(entry) { cache[stream] = snapshots.keep(entry, of: stream) }
        }
    }

    /// Brings the cached states up to date with what was just stored.
    private func take(_ judgement: Judgement, _ entry: JournalEntry, _ metadata: [UInt8]) {
        for (index, (emission, placement)) in zip(judgement.decision.emissions, entry.placements).enumerated() {
            // Taken out, since two holders would have the change copy the state; and left out where it is behind. A
            // rehearsal gives no position to go on from.
            guard var cached = cache.removeValue(forKey: emission.stream), let position = placement.position,
                cached.version == placement.version - 1
            else { continue }
            cached.apply(
                emission.event,
                EventHeader(
                    position: position, stream: placement.stream, version: placement.version,
                    id: .event(index + 1, of: entry.commandID), actor: entry.actor,
                    occurredAt: judgement.act.occurredAt,
                    recordedAt: entry.recordedAt, metadata: metadata))
            cache[emission.stream] = cached
        }
    }
}

/// A decision with the act it was taken on.
private struct Judgement {
    let decision: Decision
    let act: Act

    /// What explains the events beside their payload: by which command, in which role, under which rules, why.
    func metadata(of envelope: CommandEnvelope) -> Node {
        let role = decision.role ?? act.role
        let members: [(String, Node?)] = [
            ("command", .string(envelope.definition.name)),
            ("commandId", .string(envelope.id.text)),
            ("reason", act.reason.map { .string($0) }),
            ("role", role.map { .string($0.rawValue) }),
            ("ruleSet", .string(RuleSet.inForce(on: act.date).version)),
        ]
        return Node.object(members.compactMap { key, value in value.map { Member(key, $0) } })
    }
}

extension Node {
    /// The bytes to store.
    ///
    /// Fails with ``StoreFailure/invalid(_:)`` on a number that has no canonical form.
    fileprivate func stored() throws(StoreFailure) -> [UInt8] {
        do throws(EncodingFault) { return try canonicalBytes } catch { throw .invalid(error.description) }
    }
}

extension CommandEnvelope {
    /// What the journal leaves out, for the register; nil when none of the command's fields belongs there.
    fileprivate func registerContent() throws(StoreFailure) -> RegisterContent? {
        guard let fields = registerFields else { return nil }
        return RegisterContent(id: fields.id, bytes: try fields.data.stored())
    }

    /// The conflict when the sender had seen another version of the command's subject.
    ///
    /// A decision looks at its subject also when it changes nothing there.
    fileprivate func staleVersion(_ expectations: [Expectation]) -> CommandResult? {
        guard let expectedVersion else { return nil }
        let stream = subject
        let actual = expectations.first { $0.stream == stream }?.version
        guard actual != .exactly(expectedVersion) else { return nil }
        return CommandResult(
            id: id.text, .conflict,
            message: Phrase(
                nl: "\(stream.text) is niet meer op versie \(expectedVersion)",
                en: "\(stream.text) is no longer at version \(expectedVersion)"))
    }
}
