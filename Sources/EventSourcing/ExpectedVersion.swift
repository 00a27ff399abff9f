/// What an append requires of a stream before it writes anything.
package enum ExpectedVersion: Hashable, Sendable {
    /// The stream has no events.
    case noStream
    /// The stream has at least one event.
    case exists
    /// The last event of the stream has this version. `exactly(0)` means the same as ``noStream``; a
    /// negative version makes the request invalid.
    case exactly(Int64)
    /// Anything.
    case any

    /// Whether a stream whose last event has `version` (0 when it has none) meets the requirement.
    package func accepts(_ version: Int64) -> Bool {
        switch self {
        case .noStream: version == 0
        case .exists: version > 0
        case .exactly(let expected): version == expected
        case .any: true
        }
    }
}

/// A requirement on one stream of an append, whether the append writes to it or only reads it.
package struct Expectation: Hashable, Sendable {
    package let stream: StreamName
    package let version: ExpectedVersion

    package init(_ stream: StreamName, _ version: ExpectedVersion) {
        self.stream = stream
        self.version = version
    }
}
