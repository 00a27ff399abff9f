package import EventSourcing
package import TradeMissions

/// Rows that answer a question, kept up to date by events.
///
/// Pure: an event and the rows it touches give new rows.
package protocol ReadModel {
    associatedtype Row: Codable & Sendable

    /// The model's stored name; its version rises whenever the row's shape or the fold changes.
    static var name: ProjectionName { get }
    /// Whether events of streams of this category touch rows at all: those of others are not even decoded.
    static func reads(_ category: Category) -> Bool
    /// The keys of the rows that an event touches.
    ///
    /// They follow from the event alone, so that a row can be folded anew from the log.
    static func keys(of recorded: Recorded<DomainEvent>) -> [String]
    /// Makes the row the one after the event; nil stands for no row.
    ///
    /// In place, since whoever holds what a row was has its whole content copied. A fold that throws must leave the row as
    /// it was; it stops the event's stream for this model, not the model.
    static func apply(
        _ recorded: Recorded<DomainEvent>, to row: inout Row?, under key: String
    ) throws(UnfoldableEvent)
    /// The keys of the rows that an event touches: asked of an ``EnvelopeModel`` only.
    static func keys(of envelope: Envelope) -> [String]
    /// Makes the row the one after the event: asked of an ``EnvelopeModel`` only.
    static func apply(_ envelope: Envelope, to row: inout Row?, under key: String) throws(UnfoldableEvent)
    /// The streams that feed the row under a key, or name others that do: see ``sources(linkedBy:)``.
    ///
    /// Nil when any stream may feed it: then it can be folded anew from the whole log only.
    static func sources(of key: String) -> [StreamName]?
    /// The streams that an event of a source names as sources too.
    static func sources(linkedBy event: DomainEvent) -> [StreamName]
}

extension ReadModel {
    package static func keys(of envelope: Envelope) -> [String] { [] }
    package static func apply(
        _ envelope: Envelope, to row: inout Row?, under key: String
    ) throws(UnfoldableEvent) {
        throw UnfoldableEvent("\(name.name) is folded from events, not from what stands around them")
    }

    package static func sources(of key: String) -> [StreamName]? { nil }
    package static func sources(linkedBy event: DomainEvent) -> [StreamName] { [] }
}

/// An event that a read model can make nothing of.
package struct UnfoldableEvent: Error, Hashable, Sendable {
    /// What is wrong with it.
    package let explanation: String

    package init(_ explanation: String) {
        self.explanation = explanation
    }
}

/// Every read model of this program.
package enum ReadModelCatalogue {
    package static var all: [any ReadModel.Type] { [Board.self, Registers.self] }

    package static func named(_ name: String) -> (any ReadModel.Type)? {
        all.first { $0.name.name == name }
    }
}
