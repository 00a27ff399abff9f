import EventSourcing
import ReadModels
import TradeMissions

/// An event as a read model wants it.
enum FoldedEvent {
    case decoded(Recorded<DomainEvent>)
    /// For a model that reads no more than that.
    case envelope(Envelope)

    var place: (stream: StreamName, position: Int64) {
        switch self {
        case .decoded(let recorded): (recorded.header.stream, recorded.header.position)
        case .envelope(let envelope): (envelope.header.stream, envelope.header.position)
        }
    }

    /// The keys of the rows that it touches.
    func keys(in model: any ReadModel.Type) -> [String] {
        switch self {
        case .decoded(let recorded): model.keys(of: recorded)
        case .envelope(let envelope): model.keys(of: envelope)
        }
    }
}
