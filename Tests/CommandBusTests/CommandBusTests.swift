import CanonicalJSON
import CommandBus
import EventSourcing
import TestSupport
import Testing
import TradeMissions

@Suite("The command bus")
struct CommandBusTests {
    @Test("A repeated command id gives its stored reply, and nothing twice")
    func duplicate() throws {
        let fixture = try BusFixture()
        let id = UniqueID.random()
        let data: Node = ["officer": .string(BusFixture.manager), "name": "M. Manager", "unit": "RVO"]
        let first = try fixture.give("officer.register", by: BusFixture.administrator, data, id: id)
        let again = try fixture.give("officer.register", by: BusFixture.administrator, data, id: id)
        #expect(first.outcome == .accepted)
        #expect(again.outcome == .duplicate)
        #expect(again.placements == first.placements)
        #expect(try fixture.store.advanceWatermark() == first.position)
    }

    @Test("An event says in its metadata the role that it turned on, not the first that the officer holds")
    func role() throws {
        let fixture = try BusFixture()
        try fixture.registerManager()
        try fixture.publishProfile()
        _ = try fixture.give("mission.propose", by: BusFixture.manager, BusFixture.proposal)
        _ = try fixture.give(
            "mission.assess-risk", by: BusFixture.manager, ["mission": "mission-riyad-2026", "level": "hoog"])
        let approver = "officer-pppppppppppp"
        _ = try fixture.give(
            "officer.register", by: BusFixture.administrator,
            ["officer": .string(approver), "name": "P. Goedkeurder", "unit": "BZ"])
        for role in ["mission-manager", "mission-approver"] {
            _ = try fixture.give(
                "officer.grant-role", by: BusFixture.administrator,
                ["officer": .string(approver), "role": .string(role), "from": "2026-02-02"])
        }
        _ = try fixture.give(
            "mission.assess-risk", by: approver, ["mission": "mission-riyad-2026", "level": "laag"],
            reason: "alleen een digitale beurs")
        let roles = try fixture.store.read(["mission-riyad-2026"], through: nil)
            .filter { $0.type == "MissionRiskLevelSet.v2" }
            .map { try Node(parsing: $0.metadata)["role"]?.stringValue }
        #expect(roles == ["mission-manager", "mission-approver"])
    }

    @Test("A command id that was used for another content is refused by INV-28")
    func reused() throws {
        let fixture = try BusFixture()
        let id = UniqueID.random()
        let data: Node = ["officer": .string(BusFixture.manager), "name": "M. Manager", "unit": "RVO"]
        _ = try fixture.give("officer.register", by: BusFixture.administrator, data, id: id)
        let other: Node = ["officer": .string(BusFixture.manager), "name": "M. Manager", "unit": "BZ"]
        let result = try fixture.give("officer.register", by: BusFixture.administrator, other, id: id)
        #expect(result.outcome == .invalid)
        #expect(result.message?.en.contains("INV-28") == true)
    }

    @Test("A command id that was used with another name, number or contact is refused by INV-28, in a dry run too")
    func reusedForTheRegister() throws {
        let fixture = try BusFixture()
        try fixture.registerManager()
        let clock = fixture.clock
        let rehearsal = CommandBus(RehearsalStore(over: fixture.store) { clock.now() }) { clock.now() }
        let id = UniqueID.random()
        func register(
            _ name: String = "Van Dijk", number: String = "27312345", contact: String? = "info@example.org",
            id: UniqueID = id, on bus: CommandBus? = nil
        ) throws -> CommandResult {
            let members: [(String, Node?)] = [
                ("company", "company-aaaaaaaaaaaa"), ("name", .string(name)), ("kvkNumber", .string(number)),
                ("contact", contact.map { .string($0) }), ("sizeClass", "klein"), ("sector", "water"),
            ]
            let data = Node.object(members.compactMap { key, value in value.map { Member(key, $0) } })
            return try fixture.give("company.register", by: BusFixture.manager, data, id: id, on: bus)
        }
        // The dry run's own journal knows of the register too.
        let rehearsed = UniqueID.random()
        #expect(try register(id: rehearsed, on: rehearsal).outcome == .accepted)
        #expect(try register(id: rehearsed, on: rehearsal).outcome == .duplicate)
        #expect(try register("Van Dijck", id: rehearsed, on: rehearsal).outcome == .invalid)

        #expect(try register().outcome == .accepted)
        for bus in [fixture.bus, fixture.anotherBus(), rehearsal] {
            #expect(try register(on: bus).outcome == .duplicate)
            for other in [
                try register("Van Dijck", on: bus), try register(number: "27312346", on: bus),
                try register(contact: "post@example.org", on: bus), try register(contact: nil, on: bus),
            ] {
                #expect(other.outcome == .invalid)
                #expect(other.message?.en.contains("INV-28") == true)
            }
        }
        #expect(try fixture.store.resolve("27312345").map(\.name) == ["Van Dijk"])
    }

    @Test("A command for the register says in its first field whom it enters")
    func registeredFirst() {
        for command in CommandRegistry.all where !command.definition.registerFields.isEmpty {
            guard case .scalar(.text(let format), _)? = CommandRegistry.fields(of: command).first?.shape else {
                Issue.record("\(command.definition.name) begins with no identifier")
                continue
            }
            #expect(["officer", "person", "company", "organisation"].contains(format), "\(command.definition.name)")
        }
    }

    @Test("A refused command is journalled with its rule, and given again answers the same")
    func refusal() throws {
        let fixture = try BusFixture()
        try fixture.registerManager()
        let id = UniqueID.random()
        let first = try fixture.give("mission.propose", by: BusFixture.manager, BusFixture.proposal, id: id)
        #expect(first.outcome == .rejected)
        #expect(first.rejection?.rule == "KNOWN")
        let entry = try #require(try fixture.store.command(id))
        #expect(entry.rejection != nil)
        #expect(entry.placements.isEmpty)

        try fixture.publishProfile()
        let again = try fixture.give("mission.propose", by: BusFixture.manager, BusFixture.proposal, id: id)
        #expect(again.outcome == .duplicate)
        #expect(again.rejection == first.rejection)
    }

    @Test("An id that was refused for one command is refused for another too, and the stored refusal stays (INV-28)")
    func reusedAfterRefusal() throws {
        let fixture = try BusFixture()
        try fixture.registerManager()
        let id = UniqueID.random()
        let first = try fixture.give("mission.propose", by: BusFixture.manager, BusFixture.proposal, id: id)
        #expect(first.outcome == .rejected)
        try fixture.publishProfile()
        let role: Node = ["officer": .string(BusFixture.manager), "role": "auditor", "from": "2026-02-02"]
        let other = try fixture.give("officer.grant-role", by: BusFixture.administrator, role, id: id)
        #expect(other.outcome == .invalid)
        #expect(other.message?.nl.contains("INV-28") == true)
        let again = try fixture.give("mission.propose", by: BusFixture.manager, BusFixture.proposal, id: id)
        #expect(again.outcome == .duplicate)
        #expect(again.rejection == first.rejection)
    }

    @Test("After an outcome that stayed unknown the bus decides on what the store holds, whichever it was")
    func cacheAfterUnknownOutcome() throws {
        for isStored in [true, false] {
            let fixture = try BusFixture()
            try fixture.registerManager()
            let role: Node = ["officer": .string(BusFixture.manager), "role": "auditor", "from": "2026-02-02"]
            func lose() throws(StoreFailure) { throw .outcomeUnknown("cut") }
            if isStored { fixture.store.afterAppend = lose } else { fixture.store.beforeAppend = lose }
            #expect(throws: StoreFailure.outcomeUnknown("cut")) {
                try fixture.give("officer.grant-role", by: BusFixture.administrator, role)
            }
            (fixture.store.beforeAppend, fixture.store.afterAppend) = (nil, nil)
            // The role is held already, or not: the second grant changes nothing, or grants it.
            let again = try fixture.give("officer.grant-role", by: BusFixture.administrator, role)
            #expect(again.outcome == .accepted)
            #expect(again.placements.map(\.version) == (isStored ? [] : [3]))
        }
    }

    @Test("Who lacks the role is not allowed, and the attempt is journalled")
    func unauthorised() throws {
        let fixture = try BusFixture()
        let id = UniqueID.random()
        let result = try fixture.give(
            "officer.register", by: BusFixture.manager,
            ["officer": "officer-xxxxxxxxxxxx", "name": "X", "unit": "RVO"], id: id)
        #expect(result.outcome == .unauthorised)
        #expect(result.rejection?.rule == "AUTHORITY")
        #expect(try fixture.store.command(id)?.rejection != nil)
    }

    @Test("A role that another process has revoked no longer counts, although it was seen before")
    func staleRole() throws {
        let fixture = try BusFixture()
        try fixture.registerManager()
        try fixture.publishProfile()
        let other = fixture.anotherBus()
        _ = try fixture.give(
            "officer.revoke-role", by: BusFixture.administrator,
            ["officer": .string(BusFixture.manager), "role": "mission-manager", "from": "2026-02-01"],
            reason: "uit dienst", on: other)
        let result = try fixture.give("mission.propose", by: BusFixture.manager, BusFixture.proposal)
        #expect(result.outcome == .unauthorised)
    }

    @Test("A conflict is decided again: what somebody else wrote in between is taken into account")
    func retry() throws {
        let fixture = try BusFixture()
        try fixture.registerManager()
        try fixture.publishProfile()
        let other = fixture.anotherBus()
        var interfered = false
        fixture.store.beforeAppend = { () throws(StoreFailure) in
            guard !interfered else { return }
            interfered = true
            let result = try? fixture.give("mission.propose", by: BusFixture.manager, BusFixture.proposal, on: other)
            #expect(result?.outcome == .accepted)
        }
        let result = try fixture.give("mission.propose", by: BusFixture.manager, BusFixture.proposal)
        #expect(interfered)
        #expect(result.outcome == .rejected)
        #expect(result.rejection?.rule == "UNUSED")
    }

    @Test("A lost answer is found again by the same id")
    func lostAnswer() throws {
        let fixture = try BusFixture()
        let id = UniqueID.random()
        let data: Node = ["officer": .string(BusFixture.manager), "name": "M. Manager", "unit": "RVO"]
        fixture.store.afterAppend = { () throws(StoreFailure) in throw .outcomeUnknown("cut") }
        #expect(throws: StoreFailure.outcomeUnknown("cut")) {
            try fixture.give("officer.register", by: BusFixture.administrator, data, id: id)
        }
        fixture.store.afterAppend = nil
        let again = try fixture.give("officer.register", by: BusFixture.administrator, data, id: id)
        #expect(again.outcome == .duplicate)
        #expect(again.placements.map(\.type) == ["OfficerRegistered"])
    }

    @Test("A connection that is lost once is survived: before the command was stored, and after")
    func survivedLoss() throws {
        let fixture = try BusFixture()
        var isLost = true
        func loseOnce(_ failure: StoreFailure) throws(StoreFailure) {
            guard isLost else { return }
            isLost = false
            throw failure
        }
        fixture.store.beforeAppend = { () throws(StoreFailure) in try loseOnce(.unavailable("cut")) }
        let data: Node = ["officer": .string(BusFixture.manager), "name": "M. Manager", "unit": "RVO"]
        let first = try fixture.give("officer.register", by: BusFixture.administrator, data)
        #expect(first.outcome == .accepted)
        #expect(!isLost)

        isLost = true
        fixture.store.beforeAppend = nil
        fixture.store.afterAppend = { () throws(StoreFailure) in try loseOnce(.outcomeUnknown("cut")) }
        let role: Node = ["officer": .string(BusFixture.manager), "role": "auditor", "from": "2026-02-02"]
        let second = try fixture.give("officer.grant-role", by: BusFixture.administrator, role)
        #expect(second.outcome == .duplicate)
        #expect(second.placements.map(\.type) == ["RoleGranted"])
        #expect(!isLost)
        #expect(try fixture.store.advanceWatermark() == second.position)
    }

    @Test("What was left unknown stays unknown when the server cannot be reached again")
    func lostTwice() throws {
        let fixture = try BusFixture()
        var calls = 0
        fixture.store.beforeAppend = { () throws(StoreFailure) in
            calls += 1
            if calls > 1 { throw .unavailable("gone") }
        }
        fixture.store.afterAppend = { () throws(StoreFailure) in throw .outcomeUnknown("cut") }
        let data: Node = ["officer": .string(BusFixture.manager), "name": "M. Manager", "unit": "RVO"]
        #expect(throws: StoreFailure.outcomeUnknown("cut")) {
            try fixture.give("officer.register", by: BusFixture.administrator, data)
        }
        #expect(calls == 2)
    }

    @Test("What lies in the future, or long ago without a reason, is refused by INV-26")
    func time() throws {
        let fixture = try BusFixture()
        let data: Node = ["officer": .string(BusFixture.manager), "name": "M. Manager", "unit": "RVO"]
        func rule(_ occurredAt: String, _ reason: String?) throws -> String? {
            try fixture.give(
                "officer.register", by: BusFixture.administrator, data, occurredAt: occurredAt, reason: reason
            ).rejection?.rule
        }
        #expect(try rule("2026-02-02T09:06:00+01:00", nil) == "INV-26")
        #expect(try rule("2026-01-20T09:00:00+01:00", nil) == "AUTHORITY")
        fixture.clock.set(try Timestamp(text: "2026-03-02T09:00:00+01:00"))
        #expect(try rule("2026-02-10T09:00:00+01:00", nil) == "INV-26")
        #expect(try rule("2026-02-10T09:00:00+01:00", "nagekomen") == nil)
    }

    @Test("A dry run decides over its own earlier lines and leaves the store as it was")
    func rehearsal() throws {
        let fixture = try BusFixture()
        let before = try fixture.store.advanceWatermark()
        let clock = fixture.clock
        let bus = CommandBus(RehearsalStore(over: fixture.store) { clock.now() }) { clock.now() }
        let registered = try fixture.give(
            "officer.register", by: BusFixture.administrator,
            ["officer": .string(BusFixture.manager), "name": "M. Manager", "unit": "RVO"], on: bus)
        let granted = try fixture.give(
            "officer.grant-role", by: BusFixture.administrator,
            ["officer": .string(BusFixture.manager), "role": "auditor", "from": "2026-02-02"], on: bus)
        #expect(registered.outcome == .accepted)
        #expect(granted.outcome == .accepted)
        #expect(try fixture.store.advanceWatermark() == before)
        #expect(fixture.log.registerEntries.count == 1)
    }

    @Test("Whoever waits in a dry run for the whole log is not kept waiting")
    func rehearsedWatermark() throws {
        let fixture = try BusFixture()
        let rehearsal = RehearsalStore(over: fixture.store) { .sample }
        #expect(try !rehearsal.reach().isComplete)
        #expect(try rehearsal.advanceWatermark() == rehearsal.reach().lastPosition)
    }

    @Test("A dry run finds in the register what its own earlier lines entered, and gives no positions")
    func rehearsedRegister() throws {
        let fixture = try BusFixture()
        try fixture.registerManager()
        let clock = fixture.clock
        let rehearsal = RehearsalStore(over: fixture.store) { clock.now() }
        let bus = CommandBus(rehearsal) { clock.now() }
        func register(_ company: String, kvkNumber: String) throws -> CommandResult {
            try fixture.give(
                "company.register", by: BusFixture.manager,
                [
                    "company": .string(company), "name": "Van Dijk", "kvkNumber": .string(kvkNumber),
                    "sizeClass": "klein", "sector": "water",
                ], on: bus)
        }
        let first = try register("company-aaaaaaaaaaaa", kvkNumber: "27312345")
        #expect(first.outcome == .accepted)
        #expect(first.placements.map(\.position) == [nil])
        #expect(first.position == nil)
        #expect(try rehearsal.resolve("27312345").map(\.id) == ["company-aaaaaaaaaaaa"])
        #expect(try rehearsal.resolve(" van dijk ").map(\.id) == ["company-aaaaaaaaaaaa"])
        #expect(try rehearsal.resolve("A. Beheerder").map(\.id) == [BusFixture.administrator])

        let taken = try register("company-bbbbbbbbbbbb", kvkNumber: "27312345")
        #expect(taken.outcome == .invalid)
        #expect(taken.message?.en.contains("company-aaaaaaaaaaaa") == true)
        #expect(try fixture.store.resolve("27312345").isEmpty)
    }

    @Test("A rehearsal gives events the ids that the store would give")
    func rehearsedIDs() throws {
        let (log, other) = (InMemoryEventStore(), InMemoryEventStore())
        let rehearsal = RehearsalStore(over: other) { .sample }
        let request = AppendRequest.sample([.sample("mission-one"), .sample("mission-one")])
        _ = try log.append(request)
        _ = try rehearsal.append(request)
        #expect(
            try rehearsal.read(["mission-one"], through: nil).map(\.id)
                == log.read(["mission-one"], through: nil).map(\.id))
    }

    @Test("A dry run refuses an id that an earlier line gave to another command")
    func rehearsedReuse() throws {
        let fixture = try BusFixture()
        let clock = fixture.clock
        let bus = CommandBus(RehearsalStore(over: fixture.store) { clock.now() }) { clock.now() }
        let id = UniqueID.random()
        func register(unit: String) throws -> CommandResult {
            try fixture.give(
                "officer.register", by: BusFixture.administrator,
                ["officer": .string(BusFixture.manager), "name": "M. Manager", "unit": .string(unit)], id: id, on: bus)
        }
        #expect(try register(unit: "RVO").outcome == .accepted)
        #expect(try register(unit: "RVO").outcome == .duplicate)
        #expect(try register(unit: "BZ").outcome == .invalid)
    }

    @Test("A dry run answers for an id of the real journal as the real run does, and writes nothing")
    func rehearsedReuseOfTheJournal() throws {
        let fixture = try BusFixture()
        let clock = fixture.clock
        let id = UniqueID.random()
        func register(unit: String, on bus: CommandBus? = nil) throws -> CommandResult {
            try fixture.give(
                "officer.register", by: BusFixture.administrator,
                ["officer": .string(BusFixture.manager), "name": "M. Manager", "unit": .string(unit)], id: id, on: bus)
        }
        let stored = try register(unit: "RVO")
        let before = try fixture.store.advanceWatermark()
        let bus = CommandBus(RehearsalStore(over: fixture.store) { clock.now() }) { clock.now() }
        let same = try register(unit: "RVO", on: bus)
        #expect(same.outcome == .duplicate)
        #expect(same.placements == stored.placements)
        let other = try register(unit: "BZ", on: bus)
        #expect(other.outcome == .invalid)
        #expect(other.message == (try register(unit: "BZ")).message)
        #expect(try fixture.store.advanceWatermark() == before)
    }
}
