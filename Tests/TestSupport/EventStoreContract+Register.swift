import EventSourcing

extension EventStoreContract {
    private static let vanDijk = RegisterEntry(
        id: "company-3f9k2m8q7x1t", name: "Van Dijk & Zn. – “Waterbouw”", kvkNumber: "01234567",
        contact: "info@example.nl")
    private static let person = RegisterEntry(id: "person-8m2k", name: "Zoe\u{308} Ağaoğlu 🧭")

    static let register = [
        ContractCase("register entries come into force with their command") { fixture in
            let store = try fixture.makeStore()
            _ = try store.append(.sample([.sample("company-one")], register: [vanDijk, person]))

            try requireEqual(try fixture.registerEntries(), [vanDijk, person], "register")
            // Equal texts may differ in bytes.
            let names = try fixture.registerEntries().map { Array($0.name.utf8) }
            try requireEqual(names, [vanDijk, person].map { Array($0.name.utf8) }, "bytes of the names")
        },

        ContractCase("a refused command leaves the register as it was") { fixture in
            let store = try fixture.makeStore()
            _ = try store.append(.sample([], rejection: "{}", register: [vanDijk]))

            try requireEqual(try fixture.registerEntries(), [], "register")
        },

        ContractCase("a conflict leaves the register as it was") { fixture in
            let store = try fixture.makeStore()
            let failing = [Expectation("company-one", .exists)]
            _ = try? store.append(.sample([.sample("company-one")], expecting: failing, register: [vanDijk]))

            try requireEqual(try fixture.registerEntries(), [], "register")
        },

        ContractCase("a repeated command does not enter its entries again") { fixture in
            let store = try fixture.makeStore()
            let request = AppendRequest.sample([.sample("company-one")], register: [vanDijk])
            _ = try store.append(request)
            _ = try store.append(request)

            try requireEqual(try fixture.registerEntries(), [vanDijk], "register")
        },

        ContractCase("a KvK number stands for one id only") { fixture in
            let store = try fixture.makeStore()
            _ = try store.append(.sample([.sample("company-one")], register: [vanDijk]))
            let other = RegisterEntry(id: "company-other", name: "Other", kvkNumber: vanDijk.kvkNumber)
            let request = AppendRequest.sample([.sample("company-two")], register: [person, other])
            let failure = try requireFailure("a KvK number that is taken") { () throws(StoreFailure) in
                try store.append(request)
            }

            // The failure says who holds the number, and not the number (INV-29).
            try requireEqual(failure, .numberTaken(holder: vanDijk.id), "failure")
            try requireEqual(try fixture.registerEntries(), [vanDijk], "register")
            try requireEqual(try store.versions(of: "company-two"), [], "versions")
            try requireEqual(try store.command(request.commandID), nil, "journal entry")
        },
    ]
}
