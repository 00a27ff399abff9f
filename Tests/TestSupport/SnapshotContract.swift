package import EventSourcing

/// What ``SnapshotContract`` needs: a log of its own for each case, with nothing kept beside it.
package protocol SnapshotFixture: StoreFixture {
    /// As ``StoreFixture/makeStore()``.
    func makeSnapshotStore() throws -> any SnapshotStore & EventStore
}

/// What every store of snapshots must do.
///
/// Each case is a sentence that holds for a fresh log.
package enum SnapshotContract {
    package static let cases = [
        SnapshotCase("without snapshots a stream is folded from all its events") { fixture in
            let store = try fixture.makeSnapshotStore()
            try store.record(3, in: "mission-one")
            try store.record(2, in: "mission-two")

            let parts = try store.parts(["mission-two", "mission-one", "mission-three"])
            try requireEqual(
                parts, try store.read(["mission-one", "mission-two"], through: nil).map(StreamPart.event), "parts")
        },

        SnapshotCase("a stream is folded from its snapshot and the events behind it") { fixture in
            let store = try fixture.makeSnapshotStore()
            try store.record(3, in: "mission-one")
            try store.record(1, in: "mission-two")
            try store.record(2, in: "mission-one")
            let snapshot = try store.snapshot(of: "mission-one", at: 4)
            try requireEqual(try store.keepSnapshot(snapshot), true, "kept")

            let events = try fixture.makeSnapshotStore().read(["mission-one", "mission-two"], through: nil)
            let later = events.filter { $0.stream == "mission-two" || $0.version > 4 }
            try requireEqual(
                try fixture.makeSnapshotStore().parts(["mission-one", "mission-two", "mission-one"]),
                [.snapshot(snapshot)] + later.map(StreamPart.event), "parts")
            try requireEqual(
                try store.read(["mission-one"], through: nil).map(\.version), [1, 2, 3, 4, 5], "the stream itself")
        },

        SnapshotCase("a snapshot at the end of its stream leaves no events") { fixture in
            let store = try fixture.makeSnapshotStore()
            try store.record(2, in: "mission-one")
            let snapshot = try store.snapshot(of: "mission-one", at: 2)
            _ = try store.keepSnapshot(snapshot)
            try requireEqual(try store.parts(["mission-one"]), [.snapshot(snapshot)], "parts")
        },

        SnapshotCase("as of a position a snapshot counts only when it lies at or before it") { fixture in
            let store = try fixture.makeSnapshotStore()
            try store.record(4, in: "mission-one")
            let snapshot = try store.snapshot(of: "mission-one", at: 3)
            _ = try store.keepSnapshot(snapshot)
            let events = try store.read(["mission-one"], through: nil)

            let expected: [[StreamPart]] = [
                [.event(events[0])], [.event(events[0]), .event(events[1])], [.snapshot(snapshot)],
                [.snapshot(snapshot), .event(events[3])],
            ]
            for (event, parts) in zip(events, expected) {
                try requireEqual(
                    try store.parts(["mission-one"], through: event.position), parts, "as of \(event.position)")
            }
            try requireEqual(try store.parts(["mission-one"], through: events[0].position - 1), [], "before the first")
        },

        SnapshotCase("a later snapshot takes the place of the one that was there, an earlier one does not") { fixture in
            let store = try fixture.makeSnapshotStore()
            try store.record(3, in: "mission-one")
            let (second, third) = (
                try store.snapshot(of: "mission-one", at: 2), try store.snapshot(of: "mission-one", at: 3)
            )
            try requireEqual(try store.keepSnapshot(second), true, "the first")
            try requireEqual(try store.keepSnapshot(second), false, "the same again")
            try requireEqual(try store.keepSnapshot(third), true, "a later one")
            try requireEqual(try store.keepSnapshot(second), false, "an earlier one")
            try requireEqual(try store.parts(["mission-one"]), [.snapshot(third)], "parts")
        },

        SnapshotCase("a snapshot of another fold takes the place of any") { fixture in
            let store = try fixture.makeSnapshotStore()
            try store.record(3, in: "mission-one")
            _ = try store.keepSnapshot(try store.snapshot(of: "mission-one", at: 3))
            let other = try store.snapshot(of: "mission-one", at: 2, fold: "other")
            try requireEqual(try store.keepSnapshot(other), true, "kept")
            try requireEqual(try store.parts(["mission-one"]).first, .snapshot(other), "parts")
        },

        SnapshotCase("a snapshot at no event of the log is not kept") { fixture in
            let store = try fixture.makeSnapshotStore()
            try store.record(2, in: "mission-one")
            try store.record(1, in: "mission-two")
            let genuine = try store.snapshot(of: "mission-one", at: 2)
            let strays = [
                genuine.with(version: 1), genuine.with(version: 3), genuine.with(position: genuine.position + 1),
                genuine.with(position: genuine.position + 100), genuine.with(eventID: .random()),
                genuine.with(stream: "mission-two"), genuine.with(stream: "mission-three"),
            ]
            for stray in strays { try requireEqual(try store.keepSnapshot(stray), false, "\(stray)") }
            try requireEqual(try store.snapshots().count, 0, "snapshots")
        },

        SnapshotCase("dropping loses nothing, of one stream or of all") { fixture in
            let store = try fixture.makeSnapshotStore()
            for stream: StreamName in ["mission-one", "mission-two", "mission-three"] {
                try store.record(2, in: stream)
                _ = try store.keepSnapshot(try store.snapshot(of: stream, at: 2))
            }
            let before = try store.read(["mission-one", "mission-two", "mission-three"], through: nil)

            try requireEqual(try store.dropSnapshots(of: "mission-four"), 0, "of a stream without")
            try requireEqual(try store.dropSnapshots(of: "mission-two"), 1, "of one stream")
            try requireEqual(try store.dropSnapshots(of: "mission-two"), 0, "of the same again")
            try requireEqual(try store.snapshots().map(\.stream), ["mission-one", "mission-three"], "left")
            try requireEqual(try store.dropSnapshots(of: nil), 2, "of all")
            try requireEqual(
                try store.parts(["mission-one", "mission-two", "mission-three"]), before.map(StreamPart.event), "parts")
            try requireEqual(
                try store.keepSnapshot(try store.snapshot(of: "mission-two", at: 1)), true, "kept anew")
        },

        SnapshotCase("it is told which snapshots there are, and how far behind") { fixture in
            let store = try fixture.makeSnapshotStore()
            try store.record(5, in: "mission-one")
            let snapshot = try store.snapshot(of: "mission-one", at: 3)
            _ = try store.keepSnapshot(snapshot)
            let standing = try store.snapshots().first
            try requireEqual(standing?.stream, "mission-one", "stream")
            try requireEqual([standing?.version, standing?.headVersion], [3, 5], "versions")
            try requireEqual(standing?.position, snapshot.position, "position")
            try requireEqual(standing?.fold, snapshot.fold, "fold")
            try requireEqual(standing?.byteCount, snapshot.state.count, "bytes")
            try requireEqual(standing?.isHeld, true, "whether it is held")
        },

        SnapshotCase("any state comes back byte for byte") { fixture in
            let store = try fixture.makeSnapshotStore()
            try store.record(1, in: "mission-one")
            let states: [[UInt8]] = [[], Array(0...255), Array(repeating: 7, count: 1 << 20)]
            for (number, state) in states.enumerated() {
                let snapshot = try store.snapshot(of: "mission-one", at: 1, fold: "fold \(number)", state: state)
                try requireEqual(try store.keepSnapshot(snapshot), true, "kept")
                try require(try store.parts(["mission-one"]) == [.snapshot(snapshot)], "state \(number) differs")
            }
        },
    ]
}

package struct SnapshotCase: Sendable, CustomStringConvertible {
    package let description: String
    private let body: @Sendable (any SnapshotFixture) throws -> Void

    init(_ sentence: String, _ body: @escaping @Sendable (any SnapshotFixture) throws -> Void) {
        description = sentence
        self.body = body
    }

    /// Throws a ``ContractBreach`` when the sentence does not hold.
    ///
    /// Runs on a thread of its own.
    package func check(_ fixture: any SnapshotFixture) async throws {
        try await Threads.run { try body(fixture) }
    }
}

extension SnapshotStore where Self: EventStore {
    /// Appends as many events to one stream, each in a command of its own.
    fileprivate func record(_ count: Int, in stream: StreamName) throws(StoreFailure) {
        for _ in 0..<count { _ = try append(.sample(stream)) }
    }

    fileprivate func parts(
        _ streams: [StreamName], through position: Int64? = nil
    ) throws(StoreFailure) -> [StreamPart] {
        var parts: [StreamPart] = []
        try readFromSnapshots(streams, through: position) { part in parts.append(part) }
        return parts
    }

    /// A snapshot at an event that is there.
    fileprivate func snapshot(
        of stream: StreamName, at version: Int, fold: String = "fold", state: [UInt8] = Array("{}".utf8)
    ) throws -> Snapshot {
        let event = try read([stream], through: nil)[version - 1]
        return Snapshot(
            stream: stream, version: event.version, position: event.position, eventID: event.id, fold: fold,
            state: state)
    }
}

extension Snapshot {
    fileprivate func with(
        stream: StreamName? = nil, version: Int64? = nil, position: Int64? = nil, eventID: UniqueID? = nil
    ) -> Snapshot {
        Snapshot(
            stream: stream ?? self.stream, version: version ?? self.version, position: position ?? self.position,
            eventID: eventID ?? self.eventID, fold: fold, state: state)
    }
}
