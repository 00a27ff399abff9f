/// What a question needs to know first, read at one go after it was asked.
///
/// It is not kept: the next question may find more.
package struct Glance: Hashable, Sendable {
    package let reach: LogReach
    /// Nil when the question is about no read model.
    package let model: ReadModelGlance?

    package init(reach: LogReach, model: ReadModelGlance?) {
        self.reach = reach
        self.model = model
    }
}

/// Every row of a read model with its standing, in order of key.
///
/// The rows were read after the standing: they hold what it says, or more.
package struct ReadModelGlance: Hashable, Sendable {
    package let name: ProjectionName
    package let standing: ProjectionStanding
    package let rows: [ProjectionRow]

    package init(of name: ProjectionName, standing: ProjectionStanding, rows: [ProjectionRow]) {
        self.name = name
        self.standing = standing
        self.rows = rows
    }
}
