import EventSourcing

// What shows by itself on the events of persons, and of what is kept, held and destroyed.

extension Person.Event {
    var remarks: [Remark] {
        switch self {
        case .corrected(let corrected): [.amendment(.corrects, reason: corrected.reason)]
        case .entered: []
        }
    }
}

extension HoldBook.Event {
    var remarks: [Remark] {
        switch self {
        case .lifted(let lifted): [.amendment(.revokes, reason: lifted.reason)]
        case .placed: []
        }
    }
}

extension RetentionSchedule.Event {
    func remarks(_ header: EventHeader) -> [Remark] {
        switch self {
        case .published(let published): .retroactive(from: published.from, reason: published.reason, header)
        }
    }
}

extension Erasure.Event {
    /// What is erased or destroyed as retention asks is no exception; what nobody had decided on yet is.
    var remarks: [Remark] {
        switch self {
        case .personErased(let erased):
            erased.withoutCategory.map { waived -> [Remark] in
                let files = waived.dossiers.map(\.text).joined(separator: ", ")
                return [
                    .waiver(
                        of: .retention, reason: waived.reason, nl: "gewist zonder categorie: \(files)",
                        en: "erased without a category: \(files)")
                ]
            } ?? []
        case .dossierDataDestroyed, .entryDestroyed: []
        }
    }
}

extension Disposal.Event {
    var remarks: [Remark] {
        switch self {
        case .proposed, .approved, .executed: []
        }
    }
}
