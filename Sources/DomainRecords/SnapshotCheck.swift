package import EventSourcing

/// Holds snapshots against the log that they were made of.
package struct SnapshotCheck {
    private let store: any EventStore & SnapshotStore

    package enum Finding: Hashable, Sendable {
        /// It is what the events up to it come to.
        case same
        /// The events come to another state. Whoever reads on from it is misled.
        case different
        /// Another fold made it, so this program does not use it and cannot judge it.
        case ofAnotherFold
        /// The log does not hold its event any more, so nobody uses it.
        case notHeld
        /// It was dropped or replaced while this was looking.
        case gone
    }

    package init(_ store: any EventStore & SnapshotStore) {
        self.store = store
    }

    /// What there is to say of a snapshot without reading its events; nil when they have to be read.
    package static func finding(of standing: SnapshotStanding) -> Finding? {
        if !standing.isHeld { return .notHeld }
        return Fold.made(standing.fold, for: standing.stream) ? nil : .ofAnotherFold
    }

    /// Folds the stream of a snapshot anew, from its first event up to that of the snapshot, and compares.
    package func finding(of standing: SnapshotStanding) throws(StoreFailure) -> Finding {
        if let finding = Self.finding(of: standing) { return finding }
        var found: Snapshot?
        try store.readFromSnapshots([standing.stream], through: standing.position) { part in
            if case .snapshot(let snapshot) = part { found = snapshot }
        }
        guard let found, found.version == standing.version, found.fold == standing.fold else { return .gone }
        let states = try RecordLoader(store, through: standing.position).states(of: [standing.stream])
        return states[standing.stream].flatMap { Snapshot($0, of: standing.stream) } == found ? .same : .different
    }
}
