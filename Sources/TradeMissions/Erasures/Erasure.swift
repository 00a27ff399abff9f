package import EventSourcing

/// What personal data were made unreadable of one subject of the register, or in one dossier.
package struct Erasure: Aggregate {
    /// Whether the subject's entry in the register was erased.
    package private(set) var isRegisterErased = false
    /// On which day the subject's data in a dossier were erased for the last time.
    package private(set) var erasedOn: [StreamName: CivilDate] = [:]
    /// Where the log says so; what was recorded in the dossier behind it names the subject anew.
    package private(set) var erasedAt: [StreamName: Int64] = [:]
    /// The dossiers in which the subject's data were erased.
    package var dossiers: Set<StreamName> { Set(erasedOn.keys) }
    /// When the personal data in the dossier were destroyed; nil for a dossier of which they were not.
    package private(set) var dataDestroyedOn: CivilDate?
    /// Where the log says so; what was recorded in the dossier behind it was not destroyed.
    package private(set) var dataDestroyedAt: Int64?

    package init() {}

    package enum Event: Message {
        case personErased(PersonErased)
        case dossierDataDestroyed(DossierDataDestroyed)
        case entryDestroyed(EntryDestroyed)
    }

    /// Personal data were erased at somebody's request, or of the owner's own motion; says nothing of what they were.
    package struct PersonErased: Codable, Sendable {
        package let subject: SubjectID
        package let ground: ErasureGround
        package let requester: ErasureRequester
        package let receivedOn: CivilDate
        /// Whether name, number and contact in the register were erased.
        package let register: Bool
        /// The dossiers in which the subject's data were erased with this event.
        package let dossiers: [StreamName]
        /// What stays, why, and until when.
        package let kept: [Kept]
        /// In what form natural persons act under the name, where the subject is a company or organisation; nil for a person
        /// or officer, and in what was stored before this was asked.
        package let legalForm: LegalForm?
        /// What was erased although nobody had published a category for it; nil where there was nothing of the kind.
        package let withoutCategory: WithoutCategory?

        init(
            subject: SubjectID, ground: ErasureGround, requester: ErasureRequester, receivedOn: CivilDate,
            register: Bool, dossiers: [StreamName], kept: [Kept], legalForm: LegalForm? = nil,
            withoutCategory: WithoutCategory? = nil
        ) {
            self.subject = subject
            self.ground = ground
            self.requester = requester
            self.receivedOn = receivedOn
            self.register = register
            self.dossiers = dossiers
            self.kept = kept
            self.legalForm = legalForm
            self.withoutCategory = withoutCategory
        }
    }

    /// Dossiers of which nobody had decided how long they are kept, and why the controller had the subject's data in them
    /// erased all the same.
    package struct WithoutCategory: Hashable, Codable, Sendable {
        package let dossiers: [StreamName]
        package let reason: String
    }

    /// A dossier in which the data of a subject stay.
    package struct Kept: Hashable, Codable, Sendable {
        package let dossier: StreamName
        package let because: KeepReason
        /// The category of the retention schedule, the reference of the legal hold, or the dossier that needs it.
        package let basis: String?
        /// The last day of the term, where it runs.
        package let until: CivilDate?
        /// Of a hold what it was placed for; nil for every other reason, and in what was stored before it was named.
        package let holdBasis: HoldBasis?

        package init(
            dossier: StreamName, because: KeepReason, basis: String?, until: CivilDate?, holdBasis: HoldBasis? = nil
        ) {
            self.dossier = dossier
            self.because = because
            self.basis = basis
            self.until = until
            self.holdBasis = holdBasis
        }

        package init(_ dossier: StreamName, heldBy hold: HoldBook.Hold) {
            self.init(dossier: dossier, because: .hold, basis: hold.id.text, until: nil, holdBasis: hold.basis)
        }

        /// What lets it stay when its subject asks for erasure (GDPR 17, third paragraph); nil where nothing in that
        /// paragraph does by itself: a missing category, or another dossier, which stays for its own reason.
        package var article: Phrase? {
            switch because {
            case .hold: holdBasis?.article
            case .untriggered, .running, .permanent:
                Phrase(nl: "AVG 17 lid 3 onder b en d", en: "GDPR 17(3)(b) and (d)")
            case .open: Phrase(nl: "AVG 17 lid 3 onder b en e", en: "GDPR 17(3)(b) and (e)")
            case .bookOfKeeping: Phrase(nl: "AVG 17 lid 3 onder b", en: "GDPR 17(3)(b)")
            case .uncategorised, .needed: nil
            }
        }
    }

    /// What was sealed in a dossier was made unreadable, by the keys of everybody in it; names stay in the register.
    ///
    /// Facts, weighing, amounts and ids stay in the log: this is no destruction of the record in the sense of the
    /// Archiefwet.
    package struct DossierDataDestroyed: Codable, Sendable {
        package let dossier: StreamName
        package let disposal: DisposalID
        /// The category of the retention schedule under which it was due.
        package let category: String
        package let triggeredOn: CivilDate
        package let end: CivilDate
        /// Those whose keys for this dossier were destroyed.
        package let subjects: [SubjectID]
    }

    /// Name, number and contact of a subject in the register were made unreadable, since every dossier in which the subject
    /// appears was on a destruction list.
    package struct EntryDestroyed: Codable, Sendable {
        package let subject: SubjectID
        /// The list that left no dossier to need the name.
        package let disposal: DisposalID
    }

    package mutating func apply(_ event: Event, _ header: EventHeader) {
        switch event {
        case .personErased(let erased):
            isRegisterErased = isRegisterErased || erased.register
            for dossier in erased.dossiers {
                erasedOn[dossier] = header.occurredAt.dateInAmsterdam
                erasedAt[dossier] = header.position
            }
        case .dossierDataDestroyed:
            dataDestroyedOn = header.occurredAt.dateInAmsterdam
            dataDestroyedAt = header.position
        case .entryDestroyed: isRegisterErased = true
        }
    }
}

/// The ground on which somebody's data are erased: article 17, first paragraph, of the GDPR.
package enum ErasureGround: String, Choice {
    case noLongerNeeded = "niet-meer-nodig"
    case consentWithdrawn = "toestemming-ingetrokken"
    case objection = "bezwaar"
    case unlawful = "onrechtmatig-verwerkt"
    case legalObligation = "wettelijke-plicht"
    case childService = "dienst-aan-kind"

    /// Reads the same in both languages but for the name of the regulation.
    package var article: Phrase {
        let letter =
            switch self {
            case .noLongerNeeded: "a"
            case .consentWithdrawn: "b"
            case .objection: "c"
            case .unlawful: "d"
            case .legalObligation: "e"
            case .childService: "f"
            }
        return Phrase(nl: "AVG 17 lid 1 onder \(letter)", en: "GDPR 17(1)(\(letter))")
    }
}

/// Who asked for it.
package enum ErasureRequester: String, Choice {
    case subject = "betrokkene"
    case representative = "vertegenwoordiger"
    case authority = "toezichthouder"
    /// The owner of the book, unasked.
    case owner = "ambtshalve"

    /// Until when a request received on this day is to be answered: one of the subject, or made for the subject (GDPR 12(3)).
    ///
    /// Nil for what the owner does unasked; a supervisory authority sets a term of its own.
    package func answerTerm(receivedOn date: CivilDate) -> TermEnd? {
        switch self {
        case .subject, .representative: AnswerTerm.end(receivedOn: date)
        case .authority, .owner: nil
        }
    }
}

/// In what form natural persons act as a company or organisation, whose data are theirs then (GDPR 4(1)).
///
/// A legal person has none of these: what is known of it is no personal data (GDPR, recital 14).
package enum LegalForm: String, Choice {
    case soleTrader = "eenmanszaak"
    /// Of persons who answer for it themselves, such as a maatschap, vof or cv.
    case partnership = "personenvennootschap"
    /// People who act together under a name, such as a neighbourhood committee or an unregistered union.
    case unincorporated = "zonder-rechtspersoonlijkheid"
}

/// Within what time somebody's request is answered: one month (GDPR 12, third paragraph).
///
/// One that would end on a Saturday, a Sunday or a public holiday ends with the next working day (Regulation 1182/71).
package enum AnswerTerm {
    package static let term = Term(.months(1), setBy: .union, source: "AVG 12(3); Vo. 1182/71 art. 3(4)")

    package static func end(receivedOn date: CivilDate) -> TermEnd { term.end(after: date) }

    /// What the owner may still do when a month is too short.
    package static let lengthening = Phrase(
        nl:
            "te verlengen met twee maanden als het verzoek ingewikkeld is of er veel zijn; dat hoort de betrokkene binnen "
            + "de eerste maand, met de reden (AVG 12 lid 3)",
        en: "to be extended by two months for a complex request or for many; the data subject is told within the first "
            + "month, with the reason (GDPR 12(3))")
}

/// The stream that tells what was erased of a subject or in a dossier: `erasure-`, and that one's own name.
package struct ErasureID: StreamID {
    package typealias Subject = Erasure
    package static let sample = ErasureID(unchecked: .sample)
    package let erased: StreamName

    package var text: String { Self.prefix + erased.text }

    /// Nil when the name leaves no room for the word before it.
    package init?(of erased: StreamName) {
        guard (try? StreamName(text: Self.prefix + erased.text)) != nil else { return nil }
        self.erased = erased
    }

    package init(_ subject: SubjectID) {
        // The id of a subject has twelve characters behind its category.
        self.init(unchecked: subject.stream)
    }

    package init(text: String) throws(InvalidText) {
        let name = text.hasPrefix(Self.prefix) ? String(text.dropFirst(Self.prefix.count)) : text
        guard let id = ErasureID(of: try StreamName(text: name)) else {
            throw InvalidText(
                text, expected: "an identifier such as \(Self.sample.text)",
                dutch: "een aanduiding zoals \(Self.sample.text)")
        }
        self = id
    }

    private init(unchecked erased: StreamName) {
        self.erased = erased
    }

    private static let prefix = Category.erasure.rawValue + "-"
}

extension Erasure {
    package typealias ID = ErasureID
    package static let category = Category.erasure
    package static func domainEvent(_ event: Event) -> DomainEvent { .erasure(event) }
    /// What is erased is erased by commands on persons and disposals.
    package static let commands: [any Command.Type] = []
}

extension Erasure.Event {
    package enum Name: String, CaseIterable, Sendable {
        case personErasedAtFirst = "PersonalDataErased"
        case personErased = "PersonalDataErased.v2"
        case dossierDataDestroyed = "DossierPersonalDataDestroyed"
        case entryDestroyed = "RegisterEntryDestroyed"
    }

    package var name: Name {
        switch self {
        case .personErased: .personErased
        case .dossierDataDestroyed: .dossierDataDestroyed
        case .entryDestroyed: .entryDestroyed
        }
    }

    package var payload: any Encodable & Sendable {
        switch self {
        case .personErased(let payload): payload
        case .dossierDataDestroyed(let payload): payload
        case .entryDestroyed(let payload): payload
        }
    }

    package static func decode(_ name: Name, from body: some MessageBody) throws -> Self {
        switch name {
        case .personErasedAtFirst:
            .personErased(Erasure.PersonErased(try body.decode(Erasure.PersonErasedAtFirst.self)))
        case .personErased: .personErased(try body.decode(Erasure.PersonErased.self))
        case .dossierDataDestroyed: .dossierDataDestroyed(try body.decode(Erasure.DossierDataDestroyed.self))
        case .entryDestroyed: .entryDestroyed(try body.decode(Erasure.EntryDestroyed.self))
        }
    }
}
