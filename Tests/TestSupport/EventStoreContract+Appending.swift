import EventSourcing

extension EventStoreContract {
    static let appending = [
        ContractCase("the first event of a log has position 1 and version 1") { fixture in
            let store = try fixture.makeStore()
            let request = AppendRequest.sample("mission-one", .noStream)
            let entry = try store.append(request).entry

            let placement = Placement(stream: "mission-one", type: "SomethingHappened", version: 1, position: 1)
            try requireEqual(entry.placements, [placement], "placements")
            try requireEqual(try store.versions(of: "mission-one"), [1], "versions")
        },

        ContractCase("an event comes back as it was given, with what the store adds") { fixture in
            let store = try fixture.makeStore()
            let event = NewEvent.sample("mission-one", type: "Briefing.Held.v2", data: #"{"held":true}"#)
            let request = AppendRequest.sample([event])
            let entry = try store.append(request).entry

            let found = try store.read(["mission-one"], through: nil)
            try requireEqual(found.count, 1, "number of events")
            try requireEqual(found[0].type, event.type, "type")
            try requireEqual(found[0].actor, request.actor, "actor")
            try requireEqual(found[0].occurredAt, event.occurredAt, "occurredAt")
            try requireEqual(found[0].recordedAt, entry.recordedAt, "recordedAt")
            try requireEqual(found[0].data, event.data, "data")
            try requireEqual(found[0].metadata, event.metadata, "metadata")
        },

        ContractCase("an event's id follows from its command's id and its place") { fixture in
            let store = try fixture.makeStore()
            let request = AppendRequest.sample(["mission-two", "mission-one", "mission-two"].map { .sample($0) })
            _ = try store.append(request)

            let ids = (1...3).map { UniqueID.event($0, of: request.commandID) }
            try requireEqual(try store.wholeLog().map(\.id), ids, "ids")
            try requireEqual(ids.map { $0.bytes[6] >> 4 }, [8, 8, 8], "versions of the UUIDs")
            try requireEqual(ids.map { $0.bytes[8] >> 6 }, [2, 2, 2], "variants of the UUIDs")
        },

        ContractCase("events of several streams are placed in the order of the request") { fixture in
            let store = try fixture.makeStore()
            let streams: [StreamName] = ["mission-two", "mission-one", "mission-two"]
            let placements = try store.append(.sample(streams.map { .sample($0) })).entry.placements

            try requireEqual(placements.map(\.stream), streams, "streams")
            try requireEqual(placements.map(\.version), [1, 1, 2], "versions")
            try requireEqual(placements.map(\.position), [1, 2, 3], "positions")
            try requireEqual(try store.wholeLog().map(\.stream), streams, "streams in the log")
        },

        ContractCase("an append over several streams is stored whole or not at all") { fixture in
            let store = try fixture.makeStore()
            _ = try store.append(.sample("mission-three"))
            let request = AppendRequest.sample(
                [.sample("mission-one"), .sample("mission-two"), .sample("mission-three")],
                expecting: [Expectation("mission-one", .noStream), Expectation("mission-three", .exactly(2))])
            _ = try requireFailure("an append with one expectation that fails") { () throws(StoreFailure) in
                try store.append(request)
            }

            try requireEqual(try store.versions(of: "mission-one"), [], "versions of the first stream")
            try requireEqual(try store.versions(of: "mission-two"), [], "versions of the second stream")
            try requireEqual(try store.versions(of: "mission-three"), [1], "versions of the third stream")
            try requireEqual(try store.command(request.commandID), nil, "journal entry")
        },

        ContractCase("fifteen hundred events fit in one append") { fixture in
            let store = try fixture.makeStore()
            let events = (1...1500).map { NewEvent.sample("mission-one", data: #"{"n":\#($0)}"#) }
            let entry = try store.append(.sample(events, expecting: [Expectation("mission-one", .noStream)])).entry

            try requireEqual(entry.placements.map(\.version), Array(1...1500), "versions")
            try requireEqual(entry.placements.map(\.position), Array(1...1500), "positions")
            let found = try store.wholeLog()
            try requireEqual(found.map(\.data), events.map(\.data), "data in order")
            try requireEqual(found.map(\.version), Array(1...1500), "versions read back")
        },

        ContractCase("event ids differ within a command and between commands") { fixture in
            let store = try fixture.makeStore()
            // Neighbouring ids would collide if an event's id were the command's id plus a number.
            for low in UInt64(0)..<4 {
                let id = UniqueID(high: 0x0195_0000_0000_7000, low: 0x8000_0000_0000_0000 + low)
                _ = try store.append(.sample((0..<5).map { _ in .sample("mission-one") }, id: id))
            }

            try requireEqual(Set(try store.wholeLog().map(\.id)).count, 20, "number of different ids")
        },

        ContractCase("a store sees what another instance on the same log has stored") { fixture in
            let (writer, reader) = (try fixture.makeStore(), try fixture.makeStore())
            try requireEqual(try reader.versions(of: "mission-one"), [], "versions before")
            let entry = try writer.append(.sample("mission-one")).entry

            try requireEqual(try reader.versions(of: "mission-one"), [1], "versions after")
            try requireEqual(try reader.command(entry.commandID), entry, "journal entry")
        },
    ]
}
