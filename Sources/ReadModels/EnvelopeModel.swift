package import EventSourcing
package import TradeMissions

/// What stands around an event, without its content.
package struct Envelope: Hashable, Sendable {
    package let header: EventHeader
    /// The event's name as stored: that of an old form, where it is one.
    package let name: String

    package init(name: String, _ header: EventHeader) {
        self.header = header
        self.name = name
    }

    /// Of an event that was decoded: an old form has the name of today's.
    package init(_ recorded: Recorded<DomainEvent>) {
        self.init(name: recorded.event.storedName, recorded.header)
    }
}

/// A read model whose rows follow from what stands around events: in which stream, under which name, when and by whom.
///
/// No event is decoded for it: decoding is the larger part of what a fold costs. So nothing that this program cannot
/// decode stops a stream; only one of a category that this program does not know is held back, where the model does not
/// read every category, since a later release may.
package protocol EnvelopeModel: ReadModel {
    /// As ``ReadModel/keys(of:)-(Recorded<DomainEvent>)``.
    static func keys(of envelope: Envelope) -> [String]
    /// As ``ReadModel/apply(_:to:under:)-(Recorded<DomainEvent>,_,_)``.
    static func apply(_ envelope: Envelope, to row: inout Row?, under key: String) throws(UnfoldableEvent)
}

extension EnvelopeModel {
    package static func keys(of recorded: Recorded<DomainEvent>) -> [String] { keys(of: Envelope(recorded)) }

    package static func apply(
        _ recorded: Recorded<DomainEvent>, to row: inout Row?, under key: String
    ) throws(UnfoldableEvent) {
        try apply(Envelope(recorded), to: &row, under: key)
    }
}
