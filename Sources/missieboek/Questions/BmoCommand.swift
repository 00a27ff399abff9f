import ArgumentParser
import CanonicalJSON
import DomainRecords
import EventSourcing
import ReadModels
import TradeMissions

struct BmoCommand: Question {
    static let configuration = CommandConfiguration(commandName: "bmo")

    static let help = HelpPage(
        title: Phrase(
            nl: "Het register van het Breed Mensenrechten Overleg: wat werd er van elke kwestie?",
            en: "The register of the Breed Mensenrechten Overleg: what became of each concern?"),
        usage: "bmo [--table NAME] [--ground TEXT]",
        options: [TableOption.help(["concerns", "meetings"]), GroundOption.help],
        examples: ["missieboek bmo", "missieboek bmo --output csv"])

    @OptionGroup var table: TableOption
    @OptionGroup var ground: GroundOption
    @OptionGroup var options: GlobalOptions

    var tables: [String] { table.names }
    /// It names the companies that attended a briefing.
    var reading: QuestionReading? { QuestionReading(.bmo, of: .everything, on: ground) }
    var readModel: ProjectionName? { Registers.name }

    func report(in inquiry: Inquiry) throws -> Report {
        let registers = try inquiry.rows(of: Registers.self)
        let meetingIDs = registers.identifiers(of: BmoMeetingID.self)
        let concernIDs = registers.identifiers(of: ConcernID.self)
        let answer = try inquiry.ask { records throws(Interruption) in
            try BmoAnswer(records.begun(meetingIDs), records.begun(concernIDs), in: records)
        }
        return answer.report
    }
}

/// Meetings, and each concern with its way to a briefing and the companies that heard it.
private struct BmoAnswer {
    struct Line {
        let id: ConcernID
        let concern: Concern
        let mission: MissionID?
        let treatment: Concern.Treatment?
        /// The companies that attended the briefing in which it was addressed.
        let heardBy: [CompanyID]
    }

    let meetings: [(id: BmoMeetingID, meeting: BmoMeeting)]
    let lines: [Line]

    init(_ meetingIDs: [BmoMeetingID], _ concernIDs: [ConcernID], in records: Records) throws(Interruption) {
        meetings = Array(zip(meetingIDs, try records.current(meetingIDs)))
        let concerns = try records.current(concernIDs)
        let briefingIDs = Set(concerns.flatMap(\.briefings)).sorted()
        let briefings = Dictionary(
            uniqueKeysWithValues: zip(briefingIDs, try records.current(briefingIDs)))
        lines = zip(concernIDs, concerns).flatMap { id, concern -> [Line] in
            guard !concern.treatments.isEmpty else {
                return [Line(id: id, concern: concern, mission: nil, treatment: nil, heardBy: [])]
            }
            return concern.treatments.sorted { $0.key < $1.key }.map { mission, treatment in
                let briefing = treatment.briefing.flatMap { briefings[$0] }
                let heardBy = briefing?.attendance.filter(\.value).keys.sorted() ?? []
                return Line(id: id, concern: concern, mission: mission, treatment: treatment, heardBy: heardBy)
            }
        }
    }

    var report: Report {
        let linked = lines.filter { $0.mission != nil }
        let settled = linked.filter { $0.treatment != .open }
        return Report(
            title: Phrase(nl: "Breed Mensenrechten Overleg", en: "Breed Mensenrechten Overleg (BMO)"),
            sections: [
                Report.Section(
                    name: "concerns", title: Phrase(nl: "Kwesties", en: "Concerns"),
                    columns: [
                        Phrase(nl: "kwestie", en: "concern"), Phrase(nl: "ingebracht door", en: "raised by"),
                        Phrase(nl: "stand", en: "status"), Phrase(nl: "teruggekoppeld", en: "fed back"),
                        Phrase(nl: "wat ervan werd", en: "what became of it"),
                    ],
                    rows: lines.map(\.cells), form: .prose,
                    spreadsheet: (
                        [
                            Phrase(nl: "kwestie", en: "concern"), Phrase(nl: "onderwerp", en: "subject"),
                            Phrase(nl: "ingebracht door", en: "raised by"), Phrase(nl: "getroffenen", en: "affected"),
                            Phrase(nl: "stand", en: "status"), Phrase(nl: "missie", en: "mission"),
                            Phrase(nl: "behandeld", en: "addressed"), Phrase(nl: "gehoord door", en: "heard by"),
                            Phrase(nl: "teruggekoppeld", en: "fed back"),
                        ], lines.map(\.spreadsheetCells)
                    )),
                Report.Section(
                    name: "meetings", title: Phrase(nl: "Vergaderingen", en: "Meetings"),
                    columns: [
                        Phrase(nl: "vergadering", en: "meeting"), Phrase(nl: "datum", en: "date"),
                        Phrase(nl: "aanwezig", en: "present"),
                    ],
                    rows: meetings.map { id, meeting in
                        [
                            .text(id.text), .text(meeting.meeting?.date.text ?? ""),
                            .text(meeting.meeting?.organisations.map(\.text).joined(separator: ", ") ?? ""),
                        ]
                    }, form: .prose),
            ],
            notes: [
                Phrase(
                    nl:
                        "Van \(linked.count) gekoppelde kwesties zijn er \(settled.count) behandeld of met redenen afgedaan.",
                    en: "Of \(linked.count) linked concerns, \(settled.count) were addressed or declined with reasons.")
            ],
            json: [
                "meetings": .array(
                    meetings.map { id, meeting in
                        [
                            "meeting": .string(id.text),
                            "date": meeting.meeting.map { .string($0.date.text) } ?? .null,
                            "organisations": .array(meeting.meeting?.organisations.map { .string($0.text) } ?? []),
                        ]
                    }),
                "concerns": .array(lines.map(\.json)),
            ])
    }
}

extension BmoAnswer.Line {
    fileprivate var cells: [Report.Cell] {
        let subject = Phrase(same: "\(concern.raised?.subject ?? "") (\(concern.raised?.affectedGroup ?? ""))")
        let hearers = heardBy.map(\.text).joined(separator: ", ")
        let heard = hearers.isEmpty ? nil : Phrase(nl: "gehoord door \(hearers)", en: "heard by \(hearers)")
        let forMission = mission.map { Phrase(nl: "voor \($0.text)", en: "for \($0.text)") }
        let parts = [subject, forMission, treatment == nil ? nil : outcome, heard].compactMap { $0 }
        return [
            .text(id.text), .text(concern.raised?.organisation.text ?? ""), .phrase(concern.status.word),
            .text(concern.response?.date.text ?? ""), .phrase(parts.joined(separator: "; ")),
        ]
    }

    fileprivate var spreadsheetCells: [Report.Cell] {
        [
            .text(id.text), .text(concern.raised?.subject ?? ""), .text(concern.raised?.organisation.text ?? ""),
            .text(concern.raised?.affectedGroup ?? ""), .phrase(concern.status.word), .text(mission?.text ?? ""),
            .phrase(outcome), .text(heardBy.map(\.text).joined(separator: ", ")),
            .text(concern.response?.date.text ?? ""),
        ]
    }

    fileprivate var json: Node {
        [
            "concern": .string(id.text), "subject": .string(concern.raised?.subject ?? ""),
            "organisation": concern.raised.map { .string($0.organisation.text) } ?? .null,
            "affectedGroup": .string(concern.raised?.affectedGroup ?? ""),
            "status": .string(concern.status.code), "mission": mission.map { .string($0.text) } ?? .null,
            "treatment": treatment == nil ? .null : .string(treatmentCode),
            "briefing": treatment?.briefing.map { .string($0.text) } ?? .null,
            "detail": treatment?.detail.map { .string($0) } ?? .null,
            "heardBy": .array(heardBy.map { .string($0.text) }),
            "responseDate": concern.response.map { .string($0.date.text) } ?? .null,
        ]
    }

    private var outcome: Phrase {
        switch treatment {
        case .none: Phrase(same: "")
        case .open: Phrase(nl: "nog open", en: "still open")
        case .addressed(let addressed):
            Phrase(
                nl: "behandeld in \(addressed.briefing.text), \(addressed.item)",
                en: "addressed in \(addressed.briefing.text), \(addressed.item)")
        case .notAddressed(let reason):
            Phrase(nl: "met redenen niet behandeld: \(reason)", en: "not addressed, with reasons: \(reason)")
        }
    }

    /// For programs.
    private var treatmentCode: String {
        switch treatment {
        case .none: ""
        case .open: "open"
        case .addressed: "addressed"
        case .notAddressed: "not-addressed"
        }
    }
}

extension Concern {
    /// The briefings in which it was addressed.
    fileprivate var briefings: [BriefingID] { treatments.values.compactMap(\.briefing) }
}

extension Concern.Treatment {
    /// The item of the briefing in which it was addressed, or why it was not.
    fileprivate var detail: String? {
        switch self {
        case .addressed(let addressed): addressed.item
        case .notAddressed(let reason): reason
        case .open: nil
        }
    }
}
