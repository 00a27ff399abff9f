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

        ContractCase("a name finds who bears it, else who bore it, and who bore it is known whoever bears it") {
            fixture in
            let store = try fixture.makeStore()
            guard let register = store as? any Register else { throw ContractBreach(description: "no register") }
            let former = RegisterEntry(id: "person-aaaa", name: "De Boer")
            let present = RegisterEntry(id: "person-bbbb", name: "Van Dijk")
            let last = RegisterEntry(id: present.id, name: "Van Dam")
            func enter(_ entries: RegisterEntry...) throws {
                for entry in entries { _ = try store.append(.sample([.sample("person-one")], register: [entry])) }
            }
            try requireEqual(try register.formerBearers(of: "Van Dijk"), [], "nobody")
            try enter(RegisterEntry(id: former.id, name: "Van Dijk"))
            try requireEqual(try register.formerBearers(of: "Van Dijk"), [], "who bears it still")
            try enter(former)
            try requireEqual(try register.resolve("van dijk"), [former], "nobody bears it")
            try enter(present)
            try requireEqual(try register.resolve("van dijk"), [present], "somebody bears it")
            try requireEqual(try register.formerBearers(of: " van dijk "), [former], "who bore it")
            try requireEqual(try register.formerBearers(of: former.id), [], "an id is no name")
            try enter(last)
            try requireEqual(try register.resolve("Van Dijk"), [former, last], "nobody bears it any more")
            try requireEqual(try register.formerBearers(of: "Van Dijk"), [former, last], "both bore it")
            try enter(RegisterEntry(id: former.id, name: "Van Dijk"))
            try requireEqual(try register.formerBearers(of: "Van Dijk"), [last], "one has it again")
        },

        ContractCase("a command id used with other content for the register is refused, whatever came of it") {
            fixture in
            for rejection in [nil, "{}"] {
                let store = try fixture.makeStore()
                let id = UniqueID.random()
                func request(_ name: String, _ rejection: String?) -> AppendRequest {
                    .sample(
                        rejection == nil ? [.sample("person-8m2k")] : [], id: id, rejection: rejection,
                        register: [RegisterEntry(id: person.id, name: name)],
                        registerContent: RegisterContent(id: person.id, bytes: Array(name.utf8)))
                }
                let entry = try store.append(request("Zoë", rejection)).entry
                let register = try fixture.registerEntries()
                // The register says of the person that she exists already: the repeat is decided anew, as a refusal.
                for repeated in [rejection, "{}"] {
                    let failure = try requireFailure("another name") { () throws(StoreFailure) in
                        try store.append(request("Zoe", repeated))
                    }
                    try requireEqual(failure, .commandReused(id), "failure")
                    try requireEqual(
                        try store.append(request("Zoë", repeated)), .duplicate(entry), "answer to a repeat")
                }
                try requireEqual(try fixture.registerEntries(), register, "register")
                try requireEqual(try store.command(id), entry, "journal entry")
            }
        },

        ContractCase("a repeated command is a repeat though its KvK number has gone to another id, and only then") {
            fixture in
            let store = try fixture.makeStore()
            let id = UniqueID.random()
            func request(_ contact: String) -> AppendRequest {
                let entry = RegisterEntry(
                    id: vanDijk.id, name: vanDijk.name, kvkNumber: vanDijk.kvkNumber, contact: contact)
                return .sample(
                    [.sample("company-one")], id: id, register: [entry],
                    registerContent: RegisterContent(id: entry.id, bytes: Array(contact.utf8)))
            }
            let entry = try store.append(request("info@example.nl")).entry
            let moved = RegisterEntry(id: vanDijk.id, name: vanDijk.name, kvkNumber: "76543210")
            let other = RegisterEntry(id: "company-other", name: "Other", kvkNumber: vanDijk.kvkNumber)
            _ = try store.append(.sample([.sample("company-one")], register: [moved]))
            _ = try store.append(.sample([.sample("company-two")], register: [other]))

            try requireEqual(try store.append(request("info@example.nl")), .duplicate(entry), "answer to the repeat")
            let failure = try requireFailure("another contact") { () throws(StoreFailure) in
                try store.append(request("post@example.nl"))
            }
            try requireEqual(failure, .commandReused(id), "failure")
            try requireEqual(try fixture.registerEntries(), [moved, other], "register")
        },
    ]
}
