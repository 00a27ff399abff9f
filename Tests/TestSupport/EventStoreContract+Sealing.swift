import EventSourcing

// Texts that events hold sealed. A store is one whose user may destroy keys.
extension EventStoreContract {
    private static let key = SealingKey(subject: "person-one", dossier: "measure-one")

    private static func text(
        _ text: String = "Zoë Ağaoğlu", under key: SealingKey = key, by command: UniqueID = .sample
    ) -> ConfidentialText {
        ConfidentialText(text, under: key, field: "confidential", command: command)
    }

    private static func sealing(_ store: any EventStore) throws -> any TextSealing {
        guard let texts = store as? any TextSealing else {
            throw ContractBreach(description: "\(type(of: store)) seals no texts")
        }
        return texts
    }

    private static func request(holding key: SealingKey = key, id: UniqueID = .random()) -> AppendRequest {
        let sample = AppendRequest.sample([.sample("measure-one")], id: id)
        return AppendRequest(
            commandID: id, command: sample.command, content: sample.content, actor: sample.actor, expectations: [],
            events: sample.events, sealingKeys: [key])
    }

    static let sealing = [
        ContractCase("the same text of the same command is sealed as the same bytes, by whichever instance") {
            fixture in
            let texts = try sealing(fixture.makeStore())
            let sealed = try texts.sealed(text(), makingKey: true)
            try require(sealed != nil, "nothing was sealed")
            try requireEqual(try texts.sealed(text(), makingKey: true), sealed, "the same again")
            try requireEqual(
                try sealing(fixture.makeStore()).sealed(text(), makingKey: true), sealed, "by another instance")
            try requireEqual(try texts.sealed(text(), makingKey: false), sealed, "in a rehearsal")
            let others = [
                text("Zoe"), text(by: .random()),
                text(under: SealingKey(subject: "person-two", dossier: "measure-one")),
                text(under: SealingKey(subject: "person-one", dossier: "measure-two")),
            ]
            for other in others {
                try require(try texts.sealed(other, makingKey: true) != sealed, "\(other) is sealed as another text")
            }
        },

        ContractCase("a rehearsal makes no key") { fixture in
            let texts = try sealing(fixture.makeStore())
            let rehearsed = try texts.sealed(text(), makingKey: false)
            try require(rehearsed != nil, "nothing was sealed")
            // With a key it would be the same each time.
            try require(try texts.sealed(text(), makingKey: false) != rehearsed, "a key was made")
            try require(try texts.sealed(text(), makingKey: true) != rehearsed, "a key was made")
        },

        ContractCase("events are stored while their keys are there, and not once one was destroyed") { fixture in
            for destruction in [
                KeyDestruction(subject: key.subject), KeyDestruction(subject: key.subject, dossier: key.dossier),
                KeyDestruction(subject: key.subject, dossier: KeyDestruction.registerDossier),
            ] {
                // A log for each would be simpler; the port has none to give.
                let own = SealingKey(
                    subject: "person-\(UniqueID.random().text)", dossier: "measure-one")
                let store = try fixture.makeKeeper()
                _ = try sealing(store).sealed(text(under: own), makingKey: true)
                let first = request(holding: own)
                let entry = try store.append(first).entry
                let versions = try store.versions(of: "measure-one")

                let ended = KeyDestruction(subject: own.subject, dossier: destruction.dossier)
                _ = try store.append(.sample([.sample("company-one")], destroying: [ended]))
                let late = request(holding: own)
                let failure = try requireFailure("a text whose key was destroyed") { () throws(StoreFailure) in
                    try store.append(late)
                }
                let dossier = destruction.reachesRegister ? nil : own.dossier
                try requireEqual(failure, .keyDestroyed(subject: own.subject, dossier: dossier), "failure")
                try requireEqual(try store.versions(of: "measure-one"), versions, "versions")
                try requireEqual(try store.command(late.commandID), nil, "journal entry")
                try requireEqual(try store.append(first), .duplicate(entry), "answer to a repeat from before")
                for makingKey in [true, false] {
                    let sealed = try sealing(store).sealed(text(under: own), makingKey: makingKey)
                    try requireEqual(sealed, nil, "a text about somebody who was erased")
                }
            }
        },

        ContractCase("a key that was never made keeps events out") { fixture in
            let store = try fixture.makeStore()
            let failure = try requireFailure("a key that is not there") { () throws(StoreFailure) in
                try store.append(request())
            }
            guard case .keyDestroyed(_, "measure-one") = failure else {
                throw ContractBreach(description: "\(failure)")
            }
            try requireEqual(try store.versions(of: "measure-one"), [], "versions")
        },

        ContractCase("a refused command needs no key") { fixture in
            let store = try fixture.makeStore()
            let sample = AppendRequest.sample([], rejection: "{}")
            let refused = AppendRequest(
                commandID: sample.commandID, command: sample.command, content: sample.content, actor: sample.actor,
                rejection: sample.rejection, expectations: [], events: [], sealingKeys: [key])
            try requireEqual(try store.append(refused).entry.rejection, sample.rejection, "refusal")
        },

        ContractCase("of the keys of one subject, those of other files stay") { fixture in
            let store = try fixture.makeKeeper()
            let other = SealingKey(subject: key.subject, dossier: "measure-two")
            let texts = try sealing(store)
            let sealed = try texts.sealed(text(under: other), makingKey: true)
            _ = try texts.sealed(text(), makingKey: true)
            let destruction = KeyDestruction(subject: key.subject, dossier: key.dossier)
            _ = try store.append(.sample([.sample("company-one")], destroying: [destruction]))

            try requireEqual(try texts.sealed(text(under: other), makingKey: true), sealed, "a text of another file")
            _ = try store.append(request(holding: other))
            try requireEqual(try store.versions(of: "measure-one"), [1], "versions")
        },
    ]
}
