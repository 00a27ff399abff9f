import EventSourcing

extension EventStoreContract {
    static let journal = [
        ContractCase("the journal holds what came of a command") { fixture in
            let store = try fixture.makeStore()
            let request = AppendRequest.sample([.sample("mission-one"), .sample("mission-two")])
            let entry = try store.append(request).entry

            try requireEqual(entry.commandID, request.commandID, "command id")
            try requireEqual(entry.command, request.command, "command")
            try requireEqual(entry.actor, request.actor, "actor")
            try requireEqual(entry.rejection, nil, "rejection")
            try requireEqual(entry.placements.map(\.version), [1, 1], "versions")
            try requireEqual(try store.command(request.commandID), entry, "journal entry")
            try requireEqual(try store.command(.random()), nil, "entry of an unknown command")
        },

        ContractCase("the same command again returns the stored entry and stores no second copy") { fixture in
            let store = try fixture.makeStore()
            let request = AppendRequest.sample([.sample("mission-one"), .sample("mission-two")])
            let entry = try store.append(request).entry

            try requireEqual(try store.append(request), .duplicate(entry), "second answer")
            try requireEqual(try store.wholeLog().count, 2, "number of events")
        },

        ContractCase("a retry by another instance after a lost answer gives the same entry") { fixture in
            let request = AppendRequest.sample("mission-one", .noStream)
            let entry = try fixture.makeStore().append(request).entry
            let store = try fixture.makeStore()

            try requireEqual(try store.append(request), .duplicate(entry), "answer to the retry")
            try requireEqual(try store.versions(of: "mission-one"), [1], "versions")
        },

        ContractCase("a repeated command is a duplicate though its expectation no longer holds") { fixture in
            let store = try fixture.makeStore()
            let request = AppendRequest.sample("mission-one", .noStream)
            let entry = try store.append(request).entry
            _ = try store.append(.sample("mission-one", .exactly(1)))

            try requireEqual(try store.append(request), .duplicate(entry), "answer to the repeat")
            try requireEqual(try store.versions(of: "mission-one"), [1, 2], "versions")
        },

        ContractCase("a repeated command decided anew is the same by its content, not by its events") { fixture in
            let store = try fixture.makeStore()
            let id = UniqueID.random()
            let entry = try store.append(.sample([.sample("mission-one")], id: id)).entry

            try requireEqual(try store.append(.sample([], id: id)), .duplicate(entry), "answer without events")
            let refusal = AppendRequest.sample([], id: id, rejection: "{}")
            try requireEqual(try store.append(refusal), .duplicate(entry), "answer to a refusal")
        },

        ContractCase("a command id used for other content is refused") { fixture in
            let store = try fixture.makeStore()
            let id = UniqueID.random()
            let entry = try store.append(.sample([.sample("mission-one")], id: id, content: #"{"a":1}"#)).entry
            let failure = try requireFailure("other content") { () throws(StoreFailure) in
                try store.append(.sample([.sample("mission-one")], id: id, content: #"{"a":2}"#))
            }

            try requireEqual(failure, .commandReused(id), "failure")
            try requireEqual(try store.versions(of: "mission-one"), [1], "versions")
            try requireEqual(try store.command(id), entry, "journal entry")
        },

        ContractCase("a command id may be used again after a conflict, as nothing was stored") { fixture in
            let store = try fixture.makeStore()
            let id = UniqueID.random()
            let failing = [Expectation("mission-one", .exists)]
            _ = try? store.append(.sample([.sample("mission-one")], expecting: failing, id: id))
            let result = try store.append(.sample([.sample("mission-one")], id: id))

            try requireEqual(result, .stored(result.entry), "answer to the second attempt")
        },

        ContractCase("an accepted command without events is journalled") { fixture in
            let store = try fixture.makeStore()
            let request = AppendRequest.sample([])
            let entry = try store.append(request).entry

            try requireEqual(entry.placements, [], "placements")
            try requireEqual(entry.rejection, nil, "rejection")
            try requireEqual(try store.command(request.commandID), entry, "journal entry")
            try requireEqual(try store.append(request), .duplicate(entry), "answer to the repeat")
            try requireEqual(try store.wholeLog(), [], "events")
        },

        ContractCase("a refused command is journalled with its refusal and without events") { fixture in
            let store = try fixture.makeStore()
            let request = AppendRequest.sample([], rejection: #"{"message":"te laat – 🕰️","rule":"R1"}"#)
            let entry = try store.append(request).entry

            try requireEqual(entry.rejection, request.rejection, "rejection")
            try requireEqual(entry.placements, [], "placements")
            try requireEqual(try store.command(request.commandID), entry, "journal entry")
            try requireEqual(try store.append(request), .duplicate(entry), "answer to the repeat")
            try requireEqual(try store.wholeLog(), [], "events")
        },

        ContractCase("a command without events is subject to its expectations too") { fixture in
            let store = try fixture.makeStore()
            _ = try store.append(.sample("mission-one"))
            for rejection in [nil, "{}"] {
                let request = AppendRequest.sample(
                    [], expecting: [Expectation("mission-one", .noStream)], rejection: rejection)
                let failure = try requireFailure("a failing expectation") { () throws(StoreFailure) in
                    try store.append(request)
                }
                try requireEqual(failure, .conflict("mission-one", expected: .noStream, actual: 1), "failure")
                try requireEqual(try store.command(request.commandID), nil, "journal entry")
            }
        },
    ]
}
