import EventSourcing

/// What a command that was decided rests on, and what it changes.
struct Footprint {
    var read: Set<String> = []
    var written: Set<String> = []

    init() {}

    init(_ request: AppendRequest) {
        read = Set(request.expectations.map(\.stream.text))
        written = Set(request.events.map(\.stream.text))
        // What is given twice is stored once: the second must find the first in the journal.
        written.insert("command " + request.commandID.text)
        // A number stands for one company at a time, and giving one up is seen nowhere but in the register. No stream
        // has such a name.
        if !request.registerEntries.isEmpty { written.insert("register") }
        // What is sealed is stored before its key is destroyed, or not at all.
        read.formUnion(request.sealingKeys.map { "keys of " + $0.subject })
        written.formUnion(request.keyDestructions.map { "keys of " + $0.subject })
    }

    /// Whether the order of the two can matter.
    func touches(_ other: Footprint) -> Bool {
        !written.isDisjoint(with: other.written) || !written.isDisjoint(with: other.read)
            || !read.isDisjoint(with: other.written)
    }
}
