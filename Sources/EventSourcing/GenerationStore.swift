/// The port to generations of a read model's rows: one is read, others are filled beside it, to be compared or to take
/// its place.
///
/// A generation that is left unfinished harms nobody: nobody reads it, and ``sweep()`` removes it.
package protocol GenerationStore: ProjectionStore {
    /// Begins an empty generation, and gives its number.
    func beginGeneration(of model: ProjectionName) throws(StoreFailure) -> Int64

    /// Makes the changes of a batch in a generation that is being filled; an empty batch is a sign of life.
    ///
    /// False, and nothing changed, when the generation was dropped: it had given no sign of life for too long.
    func fill(
        _ generation: Int64, of model: ProjectionName, with batch: ProjectionBatch
    ) throws(StoreFailure) -> Bool

    /// The rows with these keys of a generation that is being filled, in order of key.
    func rows(
        of model: ProjectionName, in generation: Int64, keys: [String]
    ) throws(StoreFailure) -> [ProjectionRow]

    /// Compares what is read with a generation that is being filled, as of one moment.
    func comparison(of model: ProjectionName, with generation: Int64) throws(StoreFailure) -> GenerationComparison

    /// Has questions read this generation from now on, and ends the claim.
    ///
    /// False, and nothing changed, when another has claimed the model since, or the generation was dropped.
    func switchTo(
        _ generation: Int64, of model: ProjectionName, _ claim: ProjectionClaim
    ) throws(StoreFailure) -> Bool

    /// Ends the filling of a generation; nothing happens when it had ended before.
    func drop(_ generation: Int64, of model: ProjectionName) throws(StoreFailure)

    /// Drops what died while it was filled, and removes the rows of every dropped or replaced generation.
    ///
    /// Returns how many had died.
    @discardableResult
    func sweep() throws(StoreFailure) -> Int
}

/// Two generations of a read model side by side.
package struct GenerationComparison: Hashable, Sendable {
    package let live: Side
    package let filled: Side
    /// How many keys have another row in one than in the other, or a row in one only.
    package let differenceCount: Int
    /// The first of them, in order.
    package let differences: [Difference]

    package struct Side: Hashable, Sendable {
        package let position: Int64
        package let rowCount: Int
        /// SHA-256 over the SHA-256 of each row, in order of key, in hexadecimal digits.
        package let checksum: String
        /// The streams that are missing in it, in order of name.
        package let parked: [StreamName]

        package init(position: Int64, rowCount: Int, checksum: String, parked: [StreamName]) {
            self.position = position
            self.rowCount = rowCount
            self.checksum = checksum
            self.parked = parked
        }
    }

    package struct Difference: Hashable, Sendable {
        package let key: String
        package let kind: Kind

        package init(key: String, kind: Kind) {
            self.key = key
            self.kind = kind
        }
    }

    package enum Kind: String, Sendable {
        /// There is no such row in what is read.
        case missing
        /// There should be no such row.
        case surplus
        case different
    }

    package init(live: Side, filled: Side, differenceCount: Int, differences: [Difference]) {
        self.live = live
        self.filled = filled
        self.differenceCount = differenceCount
        self.differences = differences
    }

    /// Whether both were at one position, so that any difference is a fault.
    package var isAtOnePosition: Bool { live.position == filled.position }

    package var areEqual: Bool {
        live.checksum == filled.checksum && live.rowCount == filled.rowCount && live.parked == filled.parked
    }
}
