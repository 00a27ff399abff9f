import EventSourcing

// A store is one whose user may destroy keys: the keeper's, where there are rights.
extension EventStoreContract {
    private static let person = RegisterEntry(id: "person-8m2k", name: "Zoë Ağaoğlu", contact: "zoe@example.nl")
    private static let company = RegisterEntry(id: "company-one", name: "Van Dijk", kvkNumber: "01234567")

    static let destruction = [
        ContractCase("keys are destroyed with their command, and what they opened is gone from the register") {
            fixture in
            let store = try fixture.makeKeeper()
            _ = try store.append(.sample([.sample("company-one")], register: [person, company]))
            let erasure = AppendRequest.sample(
                [.sample("company-one")], destroying: [KeyDestruction(subject: company.id)])
            let entry = try store.append(erasure).entry

            try requireEqual(try fixture.registerEntries(), [person], "register")
            try requireEqual(try store.append(erasure), .duplicate(entry), "answer to the same again")
            try requireEqual(try fixture.registerEntries(), [person], "register after the same again")
            // The number is free for another, who may be the same company under a new id.
            let other = RegisterEntry(id: "company-two", name: "Van Dijk", kvkNumber: company.kvkNumber)
            _ = try store.append(.sample([.sample("company-two")], register: [other]))
            try requireEqual(try fixture.registerEntries(), [other, person], "register after the number's return")
        },

        ContractCase("a refused command and one in conflict destroy nothing") { fixture in
            let store = try fixture.makeKeeper()
            _ = try store.append(.sample([.sample("company-one")], register: [company]))
            let destruction = KeyDestruction(subject: company.id)
            _ = try store.append(.sample([], rejection: "{}", destroying: [destruction]))
            let late = [Expectation("company-one", .noStream)]
            _ = try requireFailure("a late command") { () throws(StoreFailure) in
                try store.append(.sample([.sample("company-one")], expecting: late, destroying: [destruction]))
            }

            try requireEqual(try fixture.registerEntries(), [company], "register")
        },

        ContractCase("the key of another dossier leaves the register as it is") { fixture in
            let store = try fixture.makeKeeper()
            _ = try store.append(.sample([.sample("company-one")], register: [company]))
            let destruction = KeyDestruction(subject: company.id, dossier: "measure-1")
            _ = try store.append(.sample([.sample("company-one")], destroying: [destruction]))

            try requireEqual(try fixture.registerEntries(), [company], "register")
        },

        ContractCase("nothing is entered for an id whose key was destroyed, and a repeat from before is a repeat") {
            fixture in
            for dossier in [nil, KeyDestruction.registerDossier] {
                let store = try fixture.makeKeeper()
                let subject = RegisterEntry(id: "person-\(UniqueID.random().text)", name: "Zoë")
                let first = AppendRequest.sample(
                    [.sample("person-one")], register: [subject],
                    registerContent: RegisterContent(id: subject.id, bytes: Array("Zoë".utf8)))
                let entry = try store.append(first).entry
                let destruction = KeyDestruction(subject: subject.id, dossier: dossier)
                _ = try store.append(.sample([.sample("person-one")], destroying: [destruction]))

                let renewed = RegisterEntry(id: subject.id, name: "Zoë again")
                let failure = try requireFailure("an entry for an erased id") { () throws(StoreFailure) in
                    try store.append(.sample([.sample("person-one")], register: [renewed]))
                }
                try requireEqual(failure, .keyDestroyed(subject: subject.id, dossier: nil), "failure")
                try requireEqual(try store.append(first), .duplicate(entry), "answer to the repeat")
                try requireEqual(try fixture.registerEntries(), [], "register")
            }
        },
    ]
}
