import ArgumentParser
import CommandBus
import DomainRecords
import EventSourcing
import PostgresEventStore
import TradeMissions

struct DossierCommand: Question {
    static let configuration = CommandConfiguration(commandName: "dossier")

    static let help = HelpPage(
        title: Phrase(
            nl: "Het dossier van een maatregel: wie besliste, waarop, volgens welke regel, wat wetend",
            en: "The dossier of a measure: who decided, on what evidence, under which rule, knowing what"),
        usage: "dossier MEASURE [--table NAME] [--ground TEXT]",
        options: [
            ("MEASURE", Phrase(nl: "het maatregeldossier", en: "the measure's file")),
            TableOption.help(Dossier.tables), GroundOption.help,
        ],
        examples: [
            "missieboek dossier measure-riyad-1", "missieboek dossier measure-riyad-1 --as-of 140",
            "missieboek dossier measure-riyad-1 --valid-at 2026-05-01T00:00:00Z",
            "missieboek dossier measure-riyad-1 --ground 'Woo-verzoek 2026-14'",
        ])

    @Argument var measure: String
    @OptionGroup var table: TableOption
    @OptionGroup var ground: GroundOption
    @OptionGroup var options: GlobalOptions

    var tables: [String] { table.names }
    var reading: QuestionReading? { QuestionReading(.dossier, measure, as: MeasureID.self, on: ground) }

    func report(in inquiry: Inquiry) throws -> Report {
        let id = try MeasureID(argument: measure, "MEASURE")
        let dossier = try inquiry.ask(about: id.stream) { records throws(Interruption) in
            try Dossier(id, in: records, isScoped: inquiry.isScoped)
        }
        return dossier.report(chronicle: try inquiry.chronicle(of: dossier.streams))
    }
}

/// A measure with everything that it rests on and leads to.
struct Dossier {
    let id: MeasureID
    let measure: Measure
    let company: Company
    let assessment: Assessment?
    let participations: [(id: ParticipationID, state: Participation)]
    let accounts: [Account]
    /// The streams whose events make up the chronicle.
    let streams: [StreamName]

    /// Within a scope, support that the measure speaks of may be out of sight, as if it were not there.
    init(_ id: MeasureID, in records: Records, isScoped: Bool = false) throws(Interruption) {
        self.id = id
        measure = try records.existing(id)
        guard let companyID = measure.company else { preconditionFailure("an opened file has a company") }
        company = try records.current(companyID)
        assessment = try measure.assessment.map { (id) throws(Interruption) in try records.current(id) }
        let consequences = measure.consequences + (measure.intention?.consequences ?? [])
        let participationIDs = Set(consequences.compactMap(\.mission)).sorted().map { ParticipationID($0, companyID) }
        participations = Array(zip(participationIDs, try records.current(participationIDs)))
        let namedSupport = Set(consequences.compactMap(\.support)).sorted()
        let supportIDs = try isScoped ? records.begun(namedSupport) : namedSupport
        accounts = try supportIDs.isEmpty ? [] : Account.all(supportIDs, in: records)
        let assessmentStreams = [measure.assessment?.stream].compactMap { $0 }
        let moneyStreams = accounts.flatMap { [$0.id.stream] + $0.claims.map(\.id.stream) }
        streams = [id.stream, companyID.stream] + assessmentStreams + participationIDs.map(\.stream) + moneyStreams
    }
}
