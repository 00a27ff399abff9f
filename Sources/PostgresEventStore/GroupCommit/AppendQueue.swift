import EventSourcing

/// Appends that wait for a writer, first come first served, and who of them share a group.
///
/// Pure: what it decides, ``GroupCommit`` does.
struct AppendQueue {
    /// Tells the submitter what came of its append.
    typealias Answer = @Sendable (Result<AppendResult, GroupCommit.Failure>) -> Void

    struct Entry {
        let ticket: Int
        let request: AppendRequest
        let answer: Answer
    }

    /// How many entries it holds, and how large a group may be.
    struct Limits {
        /// Whoever comes when so many wait is kept at the door.
        var waiting = 1024
        var group = 64
        /// Of data and metadata, about: what libpq sends in one go without the danger that both sides wait.
        var groupBytes = 256 << 10
    }

    private let limits: Limits
    private let writers: Int
    /// How many entries the writers have taken and not settled.
    private var underWay = 0
    private var waiting: [Entry] = []
    /// Where `waiting` begins: entries in front of it were taken.
    private var first = 0
    /// Those that found the queue full.
    private var door: [Entry] = []
    private var lastTicket = 0

    init(limits: Limits, writers: Int = 1) {
        self.limits = limits
        self.writers = writers
    }

    var count: Int { waiting.count - first }
    var doorCount: Int { door.count }

    /// A number for a new entry, to withdraw it by.
    mutating func nextTicket() -> Int {
        lastTicket += 1
        return lastTicket
    }

    mutating func enter(_ entry: Entry) {
        if count < limits.waiting, door.isEmpty { waiting.append(entry) } else { door.append(entry) }
    }

    /// Takes back what no writer has taken; nil when one has, or when it never came.
    mutating func withdraw(_ ticket: Int) -> Entry? {
        if let index = waiting[first...].firstIndex(where: { $0.ticket == ticket }) {
            let entry = waiting.remove(at: index)
            admit()
            return entry
        }
        guard let index = door.firstIndex(where: { $0.ticket == ticket }) else { return nil }
        return door.remove(at: index)
    }

    /// Whether one of so many writers that rest should go to work.
    ///
    /// A group costs the server as much as ten appends more in another's: a small one waits for the writer at work.
    func isWorthAWriter(ofResting resting: Int) -> Bool { resting == writers || count >= smallestSplit }

    /// The group of one of so many writers that rest; empty when it is to go on resting.
    ///
    /// As many writers as there are share what waits and what is under way, so that their groups are of a size.
    mutating func takeShare(ofResting resting: Int) -> [Entry] {
        guard isWorthAWriter(ofResting: resting) else { return [] }
        let group = takeGroup(of: max(smallestSplit, (underWay + count + writers - 1) / writers))
        underWay += group.count
        return group
    }

    /// Takes note that so many that were taken as a share have been answered.
    mutating func settle(_ count: Int) { underWay -= count }

    private var smallestSplit: Int { 16 }

    /// The next entries that can be stored together, so many at most; empty when none wait.
    ///
    /// What the register takes part in is stored alone, since it needs a transaction of several statements.
    mutating func takeGroup(of most: Int = .max) -> [Entry] {
        var end = first
        var bytes = 0
        while end < waiting.count, end - first < min(most, limits.group) {
            let request = waiting[end].request
            if request.needsRegister {
                if end == first { end += 1 }
                break
            }
            bytes += request.size
            if bytes > limits.groupBytes, end > first { break }
            end += 1
        }
        let group = Array(waiting[first..<end])
        first = end
        admit()
        return group
    }

    /// Everything that waits, taken out.
    mutating func takeAll() -> [Entry] {
        defer { (waiting, first, door) = ([], 0, []) }
        return waiting[first...] + door
    }

    private mutating func admit() {
        if first > limits.waiting || first == waiting.count {
            waiting.removeFirst(first)
            first = 0
        }
        let room = min(limits.waiting - count, door.count)
        guard room > 0 else { return }
        waiting.append(contentsOf: door.prefix(room))
        door.removeFirst(room)
    }
}

extension AppendRequest {
    /// Whether it brings entries or content for the register, destroys keys, or needs keys that must still be there.
    var needsRegister: Bool {
        registerContent != nil || !registerEntries.isEmpty || !keyDestructions.isEmpty || !sealingKeys.isEmpty
    }

    /// Its bytes on the wire, about.
    fileprivate var size: Int {
        events.reduce(content.count + 256) { $0 + $1.data.count + $1.metadata.count + 128 }
    }
}
