/// What a question needs to know first, read at one go after it was asked.
///
/// It is not kept: the next question may find more.
package struct Glance: Sendable {
    package let reach: LogReach
    /// Nil when the question is about no read model.
    package let model: ReadModelGlance?
    /// Whether whoever asks sees only a part of the log, which may reach further than it shows.
    package let isScoped: Bool

    package init(reach: LogReach, model: ReadModelGlance?, isScoped: Bool = false) {
        self.reach = reach
        self.model = model
        self.isScoped = isScoped
    }
}

/// A read model's standing with everything that a question reads of it.
///
/// The contents were read after the standing: they hold what it says, or more.
package struct ReadModelGlance: Sendable {
    package let name: ProjectionName
    package let standing: ProjectionStanding
    package let contents: ProjectionContents

    package init(of name: ProjectionName, standing: ProjectionStanding, contents: ProjectionContents) {
        self.name = name
        self.standing = standing
        self.contents = contents
    }
}
