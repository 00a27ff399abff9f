import CanonicalJSON
package import EventSourcing
import TradeMissions

extension CommandEnvelope {
    /// The stream that the command is about, whether or not it changes anything there: the one of its own category that
    /// its fields name.
    package var subject: StreamName {
        guard let category = CommandRegistry.category(of: type(of: command)) else {
            preconditionFailure("\(definition.name) belongs to no category")
        }
        return switch category {
        case .administration: AdministrationID.book.stream
        case .participation: ParticipationID(id(in: "mission"), id(in: "company")).stream
        case .involvement: InvolvementID(id(in: "mission"), id(in: "organisation")).stream
        case .hold: HoldBookID.book.stream
        case .retention: RetentionScheduleID.book.stream
        // Anybody in the register can be erased; the others name a person.
        case .person: subject(in: CommandRegistry.fields(of: type(of: command)).first?.name ?? "")
        case .officer, .country, .mission, .briefing, .company, .organisation, .bmoMeeting, .concern, .assessment,
            .measure, .support, .claim, .erasure, .disposal:
            firstField(of: category.aggregate)
        }
    }

    private func firstField<Subject: Aggregate>(of _: Subject.Type) -> StreamName {
        let name = CommandRegistry.fields(of: type(of: command)).first?.name ?? ""
        let id: Subject.ID = id(in: name)
        return id.stream
    }

    private func subject(in field: String) -> StreamName {
        let text = data[field]?.stringValue ?? ""
        if let subject = try? SubjectID(text: text) { return subject.stream }
        let person: PersonID = id(in: field)
        return person.stream
    }

    private func id<ID: StreamID>(in field: String) -> ID {
        do {
            return try ID(text: data[field]?.stringValue ?? "")
        } catch {
            preconditionFailure("\(definition.name) does not say in ‘\(field)’ what it is about: \(error)")
        }
    }
}
