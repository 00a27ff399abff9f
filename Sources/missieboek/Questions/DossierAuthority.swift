import CanonicalJSON
import EventSourcing
import TradeMissions

/// Who decided what, and in what capacity (INV-8, Awb 10:10): every event of the dossier that carries a
/// ``DecisionAuthority``, those on support and claims among them.
extension Report.Section {
    /// Nil as long as nothing was decided.
    static func authority(_ chronicle: [ChronicleLine]) -> Report.Section? {
        let rows = chronicle.compactMap { line in
            line.value("authority").map { row(line.event, try? decoder.decode(DecisionAuthority.self, from: $0)) }
        }
        guard !rows.isEmpty else { return nil }
        return Report.Section(
            name: "authority", title: Phrase(nl: "Bevoegdheid", en: "Authority"),
            columns: [
                Phrase(nl: "positie", en: "position"), Phrase(nl: "gebeurd", en: "occurred"),
                Phrase(nl: "gebeurtenis", en: "event"), Phrase(nl: "door", en: "by"),
                Phrase(nl: "in de rol van", en: "in the role of"), Phrase(nl: "hoedanigheid", en: "capacity"),
            ], rows: rows, form: .prose)
    }

    private static var decoder: NodeDecoder { NodeDecoder(ignoresUnknownFields: true) }

    /// A decision is shown also when its capacity cannot be read: the authority is nil then.
    private static func row(_ event: RecordedEvent, _ authority: DecisionAuthority?) -> [Report.Cell] {
        let unreadable = Phrase(nl: "onleesbaar", en: "unreadable")
        return [
            .number(Int(event.position)), .text(event.occurredAt.dateInAmsterdam.text), .text(event.type),
            .text(event.actor), .phrase(authority?.role.term ?? unreadable),
            .phrase(authority?.capacity ?? unreadable),
        ]
    }
}

extension DecisionAuthority {
    /// In words, with the mandate and the office on whose behalf was decided.
    var capacity: Phrase {
        switch basis {
        case .inPerson: Phrase(nl: "in persoon, als houder van het ambt", en: "in person, as holder of the office")
        case .mandate:
            Phrase(
                nl: "onder \(mandate?.text ?? ""), namens \(onBehalfOf ?? "")",
                en: "under \(mandate?.text ?? ""), on behalf of \(onBehalfOf ?? "")")
        case .ruling: Phrase(nl: "ter uitvoering van een uitspraak", en: "in execution of a ruling")
        case .role: Phrase(nl: "zonder mandaat, dat hier niet nodig is", en: "without a mandate, which this needs not")
        }
    }
}
