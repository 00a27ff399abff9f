import EventSourcing
import Synchronization
import TestSupport
import Testing

@testable import PostgresEventStore

struct AppendQueueTests {
    private static func queue(waiting: Int = 4, group: Int = 3, bytes: Int = 1 << 20, writers: Int = 1) -> AppendQueue {
        AppendQueue(limits: AppendQueue.Limits(waiting: waiting, group: group, groupBytes: bytes), writers: writers)
    }

    @Test func `A group takes the first that came, as many as a group may have`() {
        var queue = Self.queue()
        for _ in 1...4 { queue.enter() }

        #expect(queue.takeGroup().map(\.ticket) == [1, 2, 3])
        #expect(queue.takeGroup().map(\.ticket) == [4])
        #expect(queue.takeGroup().isEmpty)
    }

    @Test func `Whoever finds the queue full waits at the door and is let in in turn`() {
        var queue = Self.queue(waiting: 2, group: 1)
        for _ in 1...5 { queue.enter() }
        #expect((queue.count, queue.doorCount) == (2, 3))

        #expect(queue.takeGroup().map(\.ticket) == [1])
        #expect((queue.count, queue.doorCount) == (2, 2))
        // Nobody overtakes those at the door, also when there is room.
        #expect((1...4).flatMap { _ in queue.takeGroup().map(\.ticket) } == [2, 3, 4, 5])
    }

    @Test func `What was withdrawn is stored by nobody, wherever it waited`() throws {
        var queue = Self.queue(waiting: 2, group: 3)
        for _ in 1...4 { queue.enter() }

        #expect(queue.withdraw(1)?.ticket == 1)
        #expect(queue.withdraw(4)?.ticket == 4)
        #expect(queue.withdraw(4) == nil)
        #expect(queue.takeGroup().map(\.ticket) == [2, 3])
        #expect(queue.withdraw(2) == nil)
    }

    @Test func `An append that the register takes part in goes alone, in its turn`() {
        var queue = Self.queue(waiting: 10, group: 10)
        queue.enter()
        queue.enter(.sample([], registerContent: RegisterContent(id: "company-one", bytes: [1])))
        queue.enter(.sample([.sample("company-two")], register: [RegisterEntry(id: "company-two", name: "Two")]))
        queue.enter()
        queue.enter()

        let groups = (1...5).map { _ in queue.takeGroup().map(\.ticket) }
        #expect(groups == [[1], [2], [3], [4, 5], []])
    }

    @Test func `A group has about as many bytes as fit, and one append of any size`() {
        var queue = Self.queue(waiting: 10, group: 10, bytes: 10_000)
        let large = AppendRequest.sample([.sample("mission-one", data: String(repeating: "x", count: 20_000))])
        queue.enter()
        queue.enter(large)
        queue.enter(large)
        queue.enter()

        #expect((1...4).map { _ in queue.takeGroup().map(\.ticket) } == [[1], [2], [3], [4]])
    }

    @Test func `One writer goes to work for whatever waits, another for sixteen`() {
        var queue = Self.queue(waiting: 100, group: 100, writers: 2)
        #expect(queue.takeShare(ofResting: 2).isEmpty)
        queue.enter()
        #expect(queue.isWorthAWriter(ofResting: 2))
        #expect(queue.takeShare(ofResting: 2).map(\.ticket) == [1])

        for _ in 1...15 { queue.enter() }
        #expect(!queue.isWorthAWriter(ofResting: 1))
        #expect(queue.takeShare(ofResting: 1).isEmpty)
        queue.enter()
        #expect(queue.isWorthAWriter(ofResting: 1))
        #expect(queue.takeShare(ofResting: 1).map(\.ticket) == Array(2...17))
    }

    @Test(arguments: [(16, [16]), (20, [16]), (31, [16]), (32, [16, 16]), (64, [32, 32]), (65, [33, 32])])
    func `Two writers share what waits by halves, of sixteen at least`(count: Int, sizes: [Int]) {
        var queue = Self.queue(waiting: 100, group: 100, writers: 2)
        for _ in 1...count { queue.enter() }
        let groups = [queue.takeShare(ofResting: 2), queue.takeShare(ofResting: 1)].filter { !$0.isEmpty }
        #expect(groups.map(\.count) == sizes)
        #expect(groups.flatMap { $0.map(\.ticket) } == Array(1...sizes.reduce(0, +)))
        #expect(queue.count == count - sizes.reduce(0, +))
    }

    @Test func `What is under way counts for a share until it is settled`() {
        for (isSettled, size) in [(false, 40), (true, 20)] {
            var queue = Self.queue(waiting: 100, group: 100, writers: 2)
            for _ in 1...40 { queue.enter() }
            #expect(queue.takeShare(ofResting: 2).count == 20)
            #expect(queue.takeShare(ofResting: 1).count == 20)
            for _ in 1...40 { queue.enter() }
            if isSettled { queue.settle(40) }
            #expect(queue.takeShare(ofResting: 2).count == size)
        }
    }

    @Test func `No share is larger than a group may be`() {
        var queue = Self.queue(waiting: 200, group: 64, writers: 2)
        for _ in 1...200 { queue.enter() }
        #expect(queue.takeShare(ofResting: 2).count == 64)
    }

    @Test func `All that waits can be taken out, at the door too`() {
        var queue = Self.queue(waiting: 2)
        for _ in 1...3 { queue.enter() }
        _ = queue.withdraw(1)

        #expect(queue.takeAll().map(\.ticket) == [2, 3])
        #expect((queue.count, queue.doorCount) == (0, 0))
    }
}

extension AppendQueue {
    fileprivate mutating func enter(_ request: AppendRequest = .sample("mission-one")) {
        enter(Entry(ticket: nextTicket(), request: request) { _ in })
    }
}
