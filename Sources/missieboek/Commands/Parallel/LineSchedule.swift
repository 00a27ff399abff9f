/// Which lines of a file may be decided, and which may be stored, while others are under way: so that what comes of them
/// is what would come of them one by one.
///
/// What a line names tells when it is worth deciding. What its decision looked at, known only then, tells when it may
/// be stored: after every line before it is at the store or done, and once none of those at the store touches the same.
///
/// Pure: ``ParallelDispatcher`` has the threads. As long as whoever finishes a line begins the first that may begin,
/// any number of workers gets through.
struct LineSchedule {
    private enum Phase { case waits, begun, entered }

    private struct Line {
        let waitsForAll: Bool
        /// How many earlier lines it waits for.
        var blockers: Int
        /// Later lines that wait for it.
        var dependents: [Int] = []
        var phase = Phase.waits
        /// Empty until it has entered.
        var footprint = Footprint()
    }

    /// Who last changes what a name stands for, and who mentions it after that.
    private struct Uses {
        var last: Int?
        var mentions: Set<Int> = []
    }

    private let capacity: Int
    private var unfinished: [Int: Line] = [:]
    private var uses: [String: Uses] = [:]
    private var claims: [Int: LineClaims] = [:]
    /// Lines that may begin, in order.
    private var ready: [Int] = []
    private var entered: Set<Int> = []
    private var last = 0
    private var reported = 0
    /// The first line that is not finished.
    private var oldest = 1
    /// The first line that is neither at the store nor finished.
    private var turn = 1

    /// Holds `capacity` lines from the first that was not reported.
    init(capacity: Int) {
        self.capacity = capacity
    }

    var hasRoom: Bool { last - reported < capacity }
    var canBegin: Bool { !ready.isEmpty }
    var isIdle: Bool { unfinished.isEmpty }

    /// Takes in the next line of the file, and gives its number, from 1.
    mutating func add(_ claims: LineClaims) -> Int {
        last += 1
        var blockers: Set<Int> = []
        for name in claims.changed {
            blockers.formUnion(uses[name]?.mentions ?? [])
            if let user = uses[name]?.last { blockers.insert(user) }
            uses[name] = Uses(last: last)
        }
        for name in claims.mentioned {
            if let user = uses[name]?.last { blockers.insert(user) }
            uses[name, default: Uses()].mentions.insert(last)
        }
        for blocker in blockers { unfinished[blocker]?.dependents.append(last) }
        unfinished[last] = Line(waitsForAll: claims.waitsForAll, blockers: blockers.count)
        self.claims[last] = claims
        makeReady(last)
        return last
    }

    /// The first line that may be decided now, which counts as begun; nil when there is none.
    mutating func begin() -> Int? {
        guard let number = ready.first else { return nil }
        ready.removeFirst()
        unfinished[number]?.phase = .begun
        return number
    }

    /// Whether the line may be stored now that its decision rests on this; `behindAll` has it wait for every line before
    /// it.
    func mayEnter(_ number: Int, _ footprint: Footprint, behindAll: Bool) -> Bool {
        if unfinished[number]?.phase != .entered, turn != number { return false }
        return entered.allSatisfy { other in
            guard other < number, let line = unfinished[other] else { return true }
            return !behindAll && !line.footprint.touches(footprint)
        }
    }

    mutating func enter(_ number: Int, _ footprint: Footprint) {
        unfinished[number]?.phase = .entered
        unfinished[number]?.footprint = footprint
        entered.insert(number)
        advance()
    }

    /// Whether it has been at the store: then it must get to know what came of it.
    func hasEntered(_ number: Int) -> Bool { entered.contains(number) }

    mutating func finish(_ number: Int) {
        guard let line = unfinished.removeValue(forKey: number) else { return }
        entered.remove(number)
        forgetNames(of: number)
        for dependent in line.dependents {
            unfinished[dependent]?.blockers -= 1
            makeReady(dependent)
        }
        advance()
        // Nothing else tells a line that waits for all that it is the first now.
        if unfinished[oldest]?.waitsForAll == true { makeReady(oldest) }
    }

    /// Every line through this one was reported: there is room for as many.
    mutating func report(through number: Int) {
        reported = number
    }

    /// Takes out the lines behind this one that were not begun, and gives their numbers.
    mutating func dropWaiting(behind number: Int) -> [Int] {
        let dropped = unfinished.filter { $0.key > number && $0.value.phase == .waits }.keys.sorted()
        for number in dropped {
            unfinished[number] = nil
            forgetNames(of: number)
        }
        ready.removeAll { $0 > number }
        advance()
        return dropped
    }

    private mutating func makeReady(_ number: Int) {
        guard let line = unfinished[number], line.phase == .waits, line.blockers == 0, !ready.contains(number) else {
            return
        }
        if line.waitsForAll, oldest != number { return }
        ready.insert(number, at: ready.firstIndex { $0 > number } ?? ready.endIndex)
    }

    private mutating func advance() {
        while oldest <= last, unfinished[oldest] == nil { oldest += 1 }
        turn = max(turn, oldest)
        while turn <= last, unfinished[turn].map({ $0.phase == .entered }) ?? true { turn += 1 }
    }

    private mutating func forgetNames(of number: Int) {
        guard let names = claims.removeValue(forKey: number) else { return }
        for name in names.changed.union(names.mentioned) {
            if uses[name]?.last == number { uses[name]?.last = nil }
            uses[name]?.mentions.remove(number)
            if let left = uses[name], left.last == nil, left.mentions.isEmpty { uses[name] = nil }
        }
    }
}
