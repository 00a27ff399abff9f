import CanonicalJSON
import EventSourcing
import TestSupport
import Testing

@testable import missieboek

/// Which lines may be decided and stored beside each other; no threads.
struct LineScheduleTests {
    private var schedule = LineSchedule(capacity: 8)

    private mutating func add(changed: Set<String> = [], mentioned: Set<String> = [], waitsForAll: Bool = false) -> Int
    {
        var claims = LineClaims()
        (claims.changed, claims.mentioned, claims.waitsForAll) = (changed, mentioned, waitsForAll)
        return schedule.add(claims)
    }

    private func footprint(read: Set<String> = [], written: Set<String> = []) -> Footprint {
        var footprint = Footprint()
        (footprint.read, footprint.written) = (read, written)
        return footprint
    }

    private mutating func begun() -> [Int] {
        var numbers: [Int] = []
        while let number = schedule.begin() { numbers.append(number) }
        return numbers
    }

    @Test mutating func `A line waits for the last earlier line that names the same, others go before it`() {
        for names in [["a"], ["a", "b"], ["b"], ["c"]] as [Set<String>] { _ = add(changed: names) }
        #expect(begun() == [1, 4])
        schedule.finish(4)
        #expect(begun() == [])
        schedule.finish(1)
        #expect(begun() == [2])
        schedule.finish(2)
        #expect(begun() == [3])
    }

    @Test mutating func `Those who only mention a name go together, and whoever changes it goes alone`() {
        for _ in 1...2 { _ = add(mentioned: ["actor"]) }
        _ = add(changed: ["actor"])
        _ = add(mentioned: ["actor"])
        #expect(begun() == [1, 2])
        schedule.finish(2)
        #expect(begun() == [])
        schedule.finish(1)
        #expect(begun() == [3])
        schedule.finish(3)
        #expect(begun() == [4])
    }

    @Test mutating func `A line that waits for all is begun when nothing is left before it`() {
        _ = add(changed: ["a"])
        _ = add(changed: ["b"])
        _ = add(changed: ["c"], waitsForAll: true)
        _ = add(changed: ["d"])
        #expect(begun() == [1, 2, 4])
        schedule.finish(1)
        schedule.finish(4)
        #expect(begun() == [])
        schedule.finish(2)
        #expect(begun() == [3])
    }

    @Test mutating func `Nothing is stored before an earlier line has come to be stored or is done`() {
        for name in ["a", "b", "c"] { _ = add(changed: [name]) }
        #expect(begun() == [1, 2, 3])
        let own = (1...3).map { footprint(written: ["\($0)"]) }
        #expect(!schedule.mayEnter(2, own[1], behindAll: false))
        #expect(schedule.mayEnter(1, own[0], behindAll: false))
        schedule.enter(1, own[0])
        #expect(schedule.mayEnter(2, own[1], behindAll: false))
        #expect(!schedule.mayEnter(3, own[2], behindAll: false))
        schedule.finish(2)
        #expect(schedule.mayEnter(3, own[2], behindAll: false))
        #expect(!schedule.mayEnter(3, own[2], behindAll: true))
        schedule.finish(1)
        #expect(schedule.mayEnter(3, own[2], behindAll: true))
    }

    @Test(
        arguments: [
            (["x"], [], ["x"], [], false), (["x"], [], [], ["x"], true), ([], ["x"], ["x"], [], true),
            ([], ["x"], [], ["x"], true), (["x"], ["y"], ["x"], ["z"], false),
        ] as [([String], [String], [String], [String], Bool)])
    mutating func `What a decision looked at waits for an earlier line that changes it, named or not`(
        read: [String], written: [String], laterRead: [String], laterWritten: [String], waits: Bool
    ) {
        for name in ["a", "b"] { _ = add(changed: [name]) }
        #expect(begun() == [1, 2])
        schedule.enter(1, footprint(read: Set(read), written: Set(written)))
        let later = footprint(read: Set(laterRead), written: Set(laterWritten))
        #expect(schedule.mayEnter(2, later, behindAll: false) == !waits)
        schedule.finish(1)
        #expect(schedule.mayEnter(2, later, behindAll: false))
    }

    @Test mutating func `There is room for as many lines as it was made for, from the first that was not reported`() {
        for number in 1...8 {
            #expect(schedule.hasRoom)
            #expect(add() == number)
        }
        #expect(!schedule.hasRoom)
        #expect(begun() == Array(1...8))
        for number in 2...8 { schedule.finish(number) }
        #expect(!schedule.hasRoom)
        schedule.finish(1)
        #expect(!schedule.hasRoom && schedule.isIdle)
        schedule.report(through: 1)
        #expect(schedule.hasRoom)
    }

    @Test mutating func `Behind the last line wanted nothing is begun, and what came before it still is`() {
        for name in ["a", "a", "b", "b", "c"] { _ = add(changed: [name]) }
        #expect(schedule.begin() == 1)
        #expect(schedule.begin() == 3)
        #expect(schedule.dropWaiting(behind: 3) == [4, 5])
        #expect(begun() == [])
        schedule.finish(1)
        #expect(begun() == [2])
        schedule.finish(2)
        schedule.finish(3)
        #expect(schedule.isIdle)
    }

    /// One worker that is free whenever a line is done takes every line: nobody waits for a line that cannot begin.
    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func `Any number of workers gets through any lines, each stored behind all that it touches`(seed: UInt64) {
        var chance = SplitMix64(seed: seed)
        var schedule = LineSchedule(capacity: Int.random(in: 1...12, using: &chance))
        let workers = Int.random(in: 1...6, using: &chance)
        let count = 60
        func names() -> Set<String> {
            Set((0..<Int.random(in: 0...3, using: &chance)).map { _ in "\(Int.random(in: 0..<6, using: &chance))" })
        }
        var footprints: [Int: Footprint] = [:]
        var deciding: [Int] = []
        var entered: [Int] = []
        var order: [Int] = []
        var done: Set<Int> = []
        var added = 0
        var reported = 0
        while reported < count {
            while added < count, schedule.hasRoom {
                var claims = LineClaims()
                (claims.changed, claims.mentioned) = (names(), names())
                claims.mentioned.subtract(claims.changed)
                claims.waitsForAll = Int.random(in: 0..<8, using: &chance) == 0
                added = schedule.add(claims)
                footprints[added] = footprint(read: names(), written: names())
            }
            while deciding.count + entered.count < workers, let number = schedule.begin() { deciding.append(number) }
            let mayEnter = deciding.filter { number in
                footprints[number].map { schedule.mayEnter(number, $0, behindAll: false) } ?? false
            }
            if let number = mayEnter.randomElement(using: &chance), let footprint = footprints[number] {
                for other in entered where footprints[other]?.touches(footprint) == true {
                    Issue.record("\(number) was stored beside \(other), which it touches")
                }
                schedule.enter(number, footprint)
                deciding.removeAll { $0 == number }
                entered.append(number)
                order.append(number)
            } else if let number = entered.randomElement(using: &chance) {
                schedule.finish(number)
                entered.removeAll { $0 == number }
                done.insert(number)
            } else {
                Issue.record("nobody can go on: \(deciding)")
                return
            }
            while done.contains(reported + 1) {
                reported += 1
                schedule.report(through: reported)
            }
        }
        #expect(order == Array(1...count) && schedule.isIdle)
    }
}

struct LineClaimsTests {
    private func claims(_ command: String, _ data: Node, actor: String = CommandFile.administrator) throws -> LineClaims
    {
        try LineClaims(Node(parsing: Array(CommandFile.line(7, command, by: actor, data).utf8)))
    }

    @Test func `A line names the streams of its fields, with or without their category, and only mentions its actor`()
        throws
    {
        let company = CommandFile.id("company", 1)
        let found = try claims("participation.register", ["mission": "riyad-2026", "company": .string(company)])
        #expect(found.changed.isSuperset(of: ["mission-riyad-2026", company]))
        #expect(found.changed.count == 3, "the third is the command's id")
        #expect(found.mentioned == [CommandFile.administrator])
        #expect(!found.waitsForAll)
    }

    @Test func `Who is registered or given a role is changed, also where they act themselves`() throws {
        let officer = CommandFile.id("officer", 2)
        let data: Node = ["officer": .string(officer), "role": "auditor", "from": "2026-01-01"]
        #expect(try claims("officer.grant-role", data).changed.contains(officer))
        let own = try claims("officer.grant-role", data, actor: officer)
        #expect(own.changed.contains(officer) && own.mentioned.isEmpty)
        let assigned = try claims("concern.assign", ["concern": "c", "officer": .string(officer)])
        #expect(assigned.mentioned == [CommandFile.administrator, officer])
    }

    @Test func `A name or number, the opening of the book and a version that was seen wait for every earlier line`()
        throws
    {
        #expect(try claims("participation.register", ["mission": "a", "company": "12345678"]).waitsForAll)
        #expect(try claims("mission.open-registration", ["mission": "a"], actor: "A. Beheerder").waitsForAll)
        #expect(try LineClaims(Node(parsing: Array(CommandFile.founding.utf8))).waitsForAll)
        let versioned = #"{"command":"mission.open-registration","expectedVersion":3,"data":{"mission":"a"}}"#
        #expect(LineClaims(try Node(parsing: Array(versioned.utf8))).waitsForAll)
    }
}
