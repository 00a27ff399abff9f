import ArgumentParser
import CanonicalJSON
import DomainRecords
import EventSourcing
import PostgresEventStore
import TradeMissions

struct TimelineCommand: Question {
    static let configuration = CommandConfiguration(commandName: "timeline")

    static let help = HelpPage(
        title: Phrase(nl: "Alles wat in één dossier is vastgelegd", en: "Everything that was recorded in one file"),
        usage: "timeline STREAM",
        options: [
            (
                "STREAM",
                Phrase(
                    nl: "de naam van het dossier, zoals mission-riyad-2026",
                    en: "the name of the file, such as mission-riyad-2026")
            )
        ],
        examples: [
            "missieboek timeline mission-riyad-2026", "missieboek timeline measure-1 --as-of 120 --output jsonl",
        ])

    @Argument var stream: String
    @OptionGroup var options: GlobalOptions

    func report(in inquiry: Inquiry) throws -> Report {
        let name = try StreamName(argument: stream, "STREAM")
        try inquiry.requireBegun(name)
        let events = try inquiry.events(of: [name])
        guard !events.isEmpty else {
            throw Failure(
                .notFound, Phrase(nl: "\(name.text) bestaat niet", en: "\(name.text) does not exist"))
        }
        let lines = try events.map { try ChronicleLine($0) }
        return Report(
            title: Phrase(same: name.text), sections: [ChronicleLine.section(lines)],
            json: .array(lines.map(\.json)))
    }
}
