package import EventSourcing
import PersonalDataSealing
import PostgresClient

/// A text as an event holds it.
package struct SealedPassage: Hashable, Sendable {
    package let key: SealingKey
    package let field: String
    package let bytes: [UInt8]

    package init(_ bytes: [UInt8], under key: SealingKey, field: String) {
        self.key = key
        self.field = field
        self.bytes = bytes
    }
}

/// What a sealed text says, as far as that can be known.
package enum PassageStanding: Hashable, Sendable {
    case opened(String)
    /// Its key was destroyed: nobody can know it any more.
    case erased
    /// It is there, and its key is not at hand.
    case unreadable(KeyTrouble)
    /// The key is at hand, and did not seal this there.
    case foreign
}

extension PostgresEventStore: TextSealing {
    package func sealed(_ text: ConfidentialText, makingKey: Bool) throws(StoreFailure) -> [UInt8]? {
        let outcome = try withKeysInForce { () throws(StoreFailure) -> SealingOutcome? in
            try makingKey ? sealOnce(text) : rehearse(text)
        }
        switch outcome {
        case .sealed(let bytes): return bytes
        case .erased: return nil
        }
    }

    /// What these texts say, in their order; their keys are read at one go, and none is made.
    ///
    /// Fails with ``StoreFailure/denied(_:)`` for a login that may not read keys.
    package func standings(of passages: [SealedPassage]) throws(StoreFailure) -> [PassageStanding] {
        let keys = Set(passages.map(\.key)).sorted { ($0.subject, $0.dossier) < ($1.subject, $1.dossier) }
        guard !keys.isEmpty else { return [] }
        let states = try reading { (connection) throws(PostgresError) in
            try connection.execute(ReadKeys(scopes: keys.map(\.scope)))
        }
        var opened: [SealingKey: Result<SecretKey, PassageTrouble>] = [:]
        for (key, state) in zip(keys, states) { opened[key] = self.opened(state, of: key.scope) }
        return passages.map { passage in
            switch opened[passage.key] {
            case .success(let key)?:
                let text = SealedText(bytes: passage.bytes)
                    .opened(by: key, at: passage.key.place(of: passage.field))
                return text.map(PassageStanding.opened) ?? .foreign
            case .failure(.erased)?: return .erased
            case .failure(.key(let trouble))?: return .unreadable(trouble)
            case nil: return .unreadable(.keysMissing)
            }
        }
    }
}

private enum PassageTrouble: Error {
    case erased
    case key(KeyTrouble)
}

private enum SealingOutcome {
    case sealed([UInt8])
    case erased
}

extension PostgresEventStore {
    private func opened(_ state: KeyState, of scope: KeyScope) -> Result<SecretKey, PassageTrouble> {
        switch state {
        case .held(let wrapped):
            Result { () throws(KeyTrouble) in try vault.unwrapped(wrapped, of: scope) }.mapError { .key($0) }
        case .erased: .failure(.erased)
        // A text was sealed under it: there was a key.
        case .missing, .absent: .failure(.key(.keysMissing))
        }
    }

    /// Nil when the keys were wrapped anew meanwhile.
    private func sealOnce(_ text: ConfidentialText) throws(StoreFailure) -> SealingOutcome? {
        let register = RegisterSealing.scope(of: text.key.subject)
        let provision = try provision(of: [register], making: [text.key.scope])
        guard let states = try states(of: provision) else { return nil }
        return try StoreFailure.sealing { () throws(KeyTrouble) -> SealingOutcome in
            _ = try index(in: states[0])
            return try outcome(of: text, entry: states[1], key: states[2])
        }
    }

    private func rehearse(_ text: ConfidentialText) throws(StoreFailure) -> SealingOutcome? {
        // What would fail for want of the file fails here too, where there are keys already.
        if try index() == nil {
            try StoreFailure.sealing { () throws(KeyTrouble) in try vault.requireFile() }
        }
        let scopes = [RegisterSealing.scope(of: text.key.subject), text.key.scope]
        let states = try reading { (connection) throws(PostgresError) in
            try connection.execute(ReadKeys(scopes: scopes))
        }
        return try StoreFailure.sealing { () throws(KeyTrouble) -> SealingOutcome in
            if case .absent = states[1], !states[0].isErased { return .sealed(text.sealed(under: .random())) }
            return try outcome(of: text, entry: states[0], key: states[1])
        }
    }

    private func outcome(
        of text: ConfidentialText, entry: KeyState, key: KeyState
    ) throws(KeyTrouble) -> SealingOutcome {
        if entry.isErased { return .erased }
        switch key {
        case .held(let wrapped): return .sealed(text.sealed(under: try vault.unwrapped(wrapped, of: text.key.scope)))
        case .erased: return .erased
        case .missing, .absent: throw .keysMissing
        }
    }
}

extension KeyState {
    fileprivate var isErased: Bool {
        if case .erased = self { true } else { false }
    }
}

extension SealingKey {
    fileprivate var scope: KeyScope { KeyScope(subject: subject, dossier: dossier) }
}
