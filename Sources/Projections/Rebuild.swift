package import EventSourcing
package import ReadModels

/// Folds a read model anew from the first event on, beside the rows that are read, and compares the two.
///
/// Questions and catching up go on meanwhile. Whatever ends it early, what is read stays as it was.
package struct Rebuild<Model: ReadModel> {
    private let log: any EventStore
    private let rows: any GenerationStore
    private let byteLimit: Int
    private let batchSize: Int
    private let now: () -> ContinuousClock.Instant
    private let pause: (Duration) -> Void
    private let report: (RebuildProgress) -> Void

    /// `byteLimit` bounds the rows in memory, `batchSize` what is read and written at a time; `pause` blocks for a while.
    package init(
        _ log: any EventStore, _ rows: any GenerationStore, byteLimit: Int = 40 << 20, batchSize: Int = 8_192,
        clock now: @escaping () -> ContinuousClock.Instant = { .now },
        waitingBy pause: @escaping (Duration) -> Void,
        reportingTo report: @escaping (RebuildProgress) -> Void = { _ in }
    ) {
        self.log = log
        self.rows = rows
        self.byteLimit = byteLimit
        self.batchSize = batchSize
        self.now = now
        self.pause = pause
        self.report = report
    }

    /// Has questions read the new rows, whatever the comparison finds: the fold from the log is the truth.
    package func replace() throws(StoreFailure) -> RebuildOutcome {
        try run { (filler, outcome) throws(StoreFailure) in
            while true {
                let claim = try claim()
                try follow(claim, &filler)
                if try rows.switchTo(filler.generation, of: Model.name, claim) { return outcome }
            }
        }
    }

    /// Compares, and leaves everything as it is.
    package func verify() throws(StoreFailure) -> RebuildOutcome {
        try run { (filler, outcome) throws(StoreFailure) in
            try rows.drop(filler.generation, of: Model.name)
            return outcome
        }
    }

    private func run(
        _ finish: (inout GenerationFiller<Model>, RebuildOutcome) throws(StoreFailure) -> RebuildOutcome
    ) throws(StoreFailure) -> RebuildOutcome {
        try rows.sweep()
        var filler = try GenerationFiller<Model>(log, rows, byteLimit: byteLimit, batchSize: batchSize, now: now)
        do throws(StoreFailure) {
            try fill(&filler, to: log.completeEnd(waitingBy: pause))
            var comparing = Duration.zero
            let finding = try compared(&filler, &comparing)
            let outcome = try finish(
                &filler,
                RebuildOutcome(
                    finding: finding, position: filler.position, eventCount: filler.eventCount, comparing: comparing))
            try rows.sweep()
            return outcome
        } catch {
            // What cannot be dropped now is dropped by the next sweep.
            try? rows.drop(filler.generation, of: Model.name)
            throw error
        }
    }

    private func fill(_ filler: inout GenerationFiller<Model>, to end: Int64) throws(StoreFailure) {
        try filler.fill(to: end) { report(RebuildProgress(position: $0, end: end)) }
        try filler.store()
    }

    /// Brings both to one position, and compares them there; `comparing` grows by how long the comparison takes.
    private func compared(
        _ filler: inout GenerationFiller<Model>, _ comparing: inout Duration
    ) throws(StoreFailure) -> RebuildOutcome.Finding {
        while true {
            let standing = try rows.standing(of: Model.name)
            if standing.position == 0 { return .nothingBefore }
            if standing.isAhead { return .beyondLog(standing.position) }
            if standing.position > filler.position {
                let end = try log.completeEnd(waitingBy: pause)
                if standing.position > end { return .beyondLog(standing.position) }
            }
            do throws(StoreFailure) {
                try Projector<Model>(log, rows, waitingBy: pause).catchUp(to: filler.position)
            } catch {
                guard case .corrupt(let explanation) = error else { throw error }
                return .unreadable(explanation)
            }
            // Nobody moves what is read on while it is claimed.
            let claim = try claim()
            try follow(claim, &filler)
            let start = now()
            let comparison = try rows.comparison(of: Model.name, with: filler.generation)
            comparing += now() - start
            _ = try rows.apply(ProjectionBatch(through: claim.position), to: Model.name, claim, keepingClaim: false)
            // One statement sees one moment: when the positions are the same in it, so was everything else.
            if comparison.isAtOnePosition { return .compared(comparison) }
        }
    }

    /// Brings the filled generation on to where the claim found the other.
    private func follow(
        _ claim: ProjectionClaim, _ filler: inout GenerationFiller<Model>
    ) throws(StoreFailure) {
        guard claim.position > filler.position, claim.position <= (try log.watermark()) else { return }
        try fill(&filler, to: claim.position)
    }

    private func claim() throws(StoreFailure) -> ProjectionClaim {
        while try rows.standing(of: Model.name).isClaimed { pause(.milliseconds(5)) }
        return try rows.claim(Model.name)
    }
}

/// How far a rebuild is.
package struct RebuildProgress: Hashable, Sendable {
    package let position: Int64
    package let end: Int64
}

/// What a rebuild came to.
package struct RebuildOutcome: Hashable, Sendable {
    package let finding: Finding
    /// The new rows hold everything up to here.
    package let position: Int64
    package let eventCount: Int
    /// How long it took to compare the new rows with those that were read.
    package let comparing: Duration

    package enum Finding: Hashable, Sendable {
        case compared(GenerationComparison)
        /// The model had never read anything.
        case nothingBefore
        /// What was read claims to hold events that the log does not have: the log is older than the rows.
        case beyondLog(Int64)
        /// What was read could not be brought up to date.
        case unreadable(String)

        /// Whether what was read is known to be what the log gives.
        package var isSound: Bool {
            switch self {
            case .compared(let comparison): comparison.areEqual
            case .nothingBefore: true
            case .beyondLog, .unreadable: false
            }
        }
    }
}
