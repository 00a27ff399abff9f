import EventSourcing

extension EventStoreContract {
    static let unlawful = [
        refuses("an event without a type", .sample([.sample("mission-one", type: "")])),
        refuses("a type with a blank", .sample([.sample("mission-one", type: "Briefing held")])),
        refuses(
            "a type outside ASCII, behind a lawful one",
            .sample([.sample("mission-one"), .sample("mission-one", type: "Besprechung\u{e4}")])),
        refuses("a refused command with events", .sample([.sample("mission-one")], rejection: #"{"rule":"R1"}"#)),
        refuses(
            "two expectations for one stream",
            .sample(
                [.sample("mission-one")],
                expecting: [Expectation("mission-one", .any), Expectation("mission-one", .noStream)])),
        // A store that writes `any` and `exists` as negative numbers must not take these for them.
        refuses("version -1 as an expectation", .sample("mission-one", .exactly(-1))),
        refuses("version -2 as an expectation", .sample("mission-one", .exactly(-2))),
        refuses("the lowest number as an expectation", .sample("mission-one", .exactly(.min))),
        refuses("a KvK number of seven digits", .registering(kvkNumber: "1234567")),
        refuses("a KvK number of nine digits", .registering(kvkNumber: "123456789")),
        refuses("a KvK number with a letter", .registering(kvkNumber: "1234567x")),
        refuses("an empty KvK number", .registering(kvkNumber: "")),
    ]

    private static func refuses(_ what: String, _ request: AppendRequest) -> ContractCase {
        ContractCase("\(what) makes a request invalid, and nothing is written") { fixture in
            let store = try fixture.makeStore()
            let failure = try requireFailure("the request") { () throws(StoreFailure) in try store.append(request) }

            guard case .invalid = failure else { throw ContractBreach(description: "\(failure)") }
            try requireEqual(try store.command(request.commandID), nil, "journal entry")
            try requireEqual(try store.wholeLog(), [], "events")
            try requireEqual(try fixture.registerEntries(), [], "register")
        }
    }
}

extension AppendRequest {
    fileprivate static func registering(kvkNumber: String) -> AppendRequest {
        let entry = RegisterEntry(id: "company-one", name: "One", kvkNumber: kvkNumber)
        return sample([.sample("company-one")], register: [entry])
    }
}
