import ArgumentParser
import CommandBus
import DomainRecords
import EventSourcing
import TradeMissions

/// `--ground`: for what purpose, or on which legal ground, somebody reads.
struct GroundOption: ParsableArguments {
    @Option(name: .customLong("ground")) var text: String?

    static let help = (
        name: "--ground TEXT",
        meaning: Phrase(
            nl: "doel of grondslag van het lezen, zoals 'Woo-verzoek 2026-14'; dat het is gelezen, wordt vastgelegd",
            en: "purpose or legal ground of the reading, such as 'Woo request 2026-14'; that it was read is recorded")
    )

    /// The most that the log of readings takes, in bytes.
    private static let limit = 500

    /// Fails when it is no ground: empty, too long, or with what points to a person (INV-29).
    func requireLawful() throws(Failure) {
        guard let text else { return }
        let isPlain = text.unicodeScalars.allSatisfy { !$0.properties.generalCategory.isControl }
        guard !text.isBlank, isPlain, text.utf8.count <= Self.limit else {
            throw Failure(
                .badInput,
                Phrase(
                    nl: "--ground: geef een tekst op één regel, van hoogstens \(Self.limit) bytes",
                    en: "--ground: give a text on one line, of \(Self.limit) bytes at most"))
        }
        do throws(Interruption) {
            try Admission.checkFreeText(text, field: "ground")
        } catch {
            guard case .refused(let refusal) = error else { preconditionFailure("a text needs no streams") }
            throw Failure(.badInput, refusal.finding + Phrase(same: " (\(refusal.rule.id))"))
        }
    }
}

extension Unicode.GeneralCategory {
    fileprivate var isControl: Bool { self == .control || self == .lineSeparator || self == .paragraphSeparator }
}
