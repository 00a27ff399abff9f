import ArgumentParser
import CanonicalJSON
import CommandBus
import DomainRecords
import EventSourcing
import PostgresEventStore
import TradeMissions

struct TimelineCommand: Question {
    static let configuration = CommandConfiguration(commandName: "timeline")

    static let help = HelpPage(
        title: Phrase(nl: "Alles wat in één dossier is vastgelegd", en: "Everything that was recorded in one file"),
        usage: "timeline STREAM [--ground TEXT]",
        options: [
            (
                "STREAM",
                Phrase(
                    nl: "het dossier: mission-riyad-2026, of riyad-2026; een KvK-nummer of naam uit het register",
                    en: "the file: mission-riyad-2026, or riyad-2026; a KvK number or a name in the register")
            ),
            GroundOption.help,
        ],
        examples: [
            "missieboek timeline riyad-2026", "missieboek timeline 'Voorbeeld BV'",
            "missieboek timeline measure-1 --as-of 120 --output jsonl",
        ])

    @Argument var stream: String
    @OptionGroup var ground: GroundOption
    @OptionGroup var options: GlobalOptions

    /// Once the words of the user stand for a file.
    var reading: QuestionReading? {
        QuestionReading(.timeline, of: (try? StreamName(text: stream)).map { .file($0.text) } ?? .unknown, on: ground)
    }

    func ask() async throws {
        try options.requireMoments()
        try ground.requireLawful()
        let (session, _) = try await Session.openToAsk(options, glancingAt: nil)
        var question = self
        question.stream = try session.trace(on: ground).attempt(.timeline, of: .unknown) {
            try session.stream(named: stream).text
        }
        try question.answer(in: session)
    }

    func report(in inquiry: Inquiry) throws -> Report {
        let name = try StreamName(argument: stream, "STREAM")
        try inquiry.requireBegun(name)
        let lines = try inquiry.chronicle(of: [name])
        guard !lines.isEmpty else {
            throw Failure(
                .notFound, Phrase(nl: "\(name.text) bestaat niet", en: "\(name.text) does not exist"))
        }
        return Report(
            title: Phrase(same: name.text), sections: [ChronicleLine.section(lines)],
            notes: ChronicleLine.remarks(onLoginsOf: lines), json: .array(lines.map(\.json)))
    }
}

extension Session {
    /// The file that these words stand for: its own name, that without the kind in front, or, for a company,
    /// organisation or officer, what the register knows it by.
    ///
    /// Words that stand for no file are taken as its name; those that stand for several fail.
    func stream(named words: String) throws -> StreamName {
        let whole = try? StreamName(text: words)
        let kinds = Category.allCases.compactMap { try? StreamName(text: "\($0.rawValue)-\(words)") }
        let files = try Set(store.read(kinds + [whole].compactMap { $0 }, through: nil).map(\.stream))
        if let whole, files.contains(whole) { return whole }
        // Within a scope the register is closed, and to an auditor.
        let isResolved = try files.isEmpty && scoped == nil && store.personalDataRights().readsRegister
        let registered = isResolved ? try store.resolve(words).compactMap { try? StreamName(text: $0.id) } : []
        let found = files.union(registered).sorted { $0.text < $1.text }
        guard found.count < 2 else {
            let list = found.map(\.text).joined(separator: ", ")
            throw Failure(
                .usage,
                Phrase(
                    nl: "STREAM: \(words.shownSafely) staat voor meer dan één dossier: \(list)",
                    en: "STREAM: \(words.shownSafely) stands for more than one file: \(list)"))
        }
        if let stream = found.first ?? whole { return stream }
        throw Failure(
            .notFound,
            Phrase(
                nl: "\(words.shownSafely) is geen dossier en staat niet in het register",
                en: "\(words.shownSafely) is no file and is not in the register"))
    }
}
