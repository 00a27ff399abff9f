import ArgumentParser
import CanonicalJSON
import DomainRecords
import EventSourcing
import TradeMissions

/// `missieboek retention status|due`: under what term each dossier falls; `publish` is a command.
struct RetentionCommand: ParsableCommand, Documented {
    static let configuration = CommandConfiguration(
        commandName: "retention", subcommands: [Status.self, Due.self])

    static let help = HelpPage(
        title: Phrase(
            nl: "Bewaartermijnen: waar dossiers onder vallen, en wat te vernietigen is",
            en: "Retention: what files fall under, and what is due"),
        usage: "retention status|due|publish", options: [],
        examples: [
            "missieboek retention status measure-2026-1", "missieboek retention due --on 2033-01-01",
            "missieboek help retention publish",
        ],
        details: [
            Phrase(
                nl:
                    "Het schema is instelling, vastgesteld met retention publish. Zonder categorie wordt niets vernietigd.",
                en:
                    "The schedule is configuration, published by retention publish. Nothing is destroyed without a category."
            )
        ])

    struct Status: Question {
        static let configuration = CommandConfiguration(commandName: "status")

        static let help = HelpPage(
            title: Phrase(
                nl: "Waar een dossier onder valt en tot wanneer het blijft",
                en: "What a file falls under, and until when it stays"),
            usage: "retention status [STREAM] [--ground TEXT]",
            options: [
                ("STREAM", Phrase(nl: "één dossier; zonder: alle", en: "one file; without: all of them")),
                GroundOption.help,
            ],
            examples: ["missieboek retention status", "missieboek retention status measure-2026-1 --output json"])

        @Argument var stream: String?
        @OptionGroup var ground: GroundOption
        @OptionGroup var options: GlobalOptions

        /// The name of a file can tell whose it is: a participation is named after the company, and that of a person is the
        /// person's id.
        var reading: QuestionReading? {
            let file = stream.map { text in (try? StreamName(text: text)).map { ReadObject.file($0.text) } ?? .unknown }
            return QuestionReading(.retentionStatus, of: file ?? .everything, on: ground)
        }

        func report(in inquiry: Inquiry) throws -> Report {
            let day = (inquiry.validAt ?? Session.now()).dateInAmsterdam
            let named = try stream.map { text throws(Failure) in try StreamName(argument: text, "STREAM") }
            if let named { try inquiry.requireDossier(named) }
            return Report(try inquiry.keeping(of: named.map { [$0] } ?? inquiry.dossiers(), on: day), on: day)
        }
    }

    struct Due: Question {
        static let configuration = CommandConfiguration(commandName: "due")

        static let help = HelpPage(
            title: Phrase(
                nl: "Welke dossiers te vernietigen of over te brengen zijn",
                en: "Which files are due for destruction or transfer"),
            usage: "retention due [--on DATE] [--ground TEXT]",
            options: [
                ("--on DATE", Phrase(nl: "op die dag; anders vandaag", en: "on that day; else today")),
                GroundOption.help,
            ],
            examples: ["missieboek retention due", "missieboek retention due --on 2033-01-01 --output csv"])

        @Option var on: String?
        @OptionGroup var ground: GroundOption
        @OptionGroup var options: GlobalOptions

        /// As that of ``Status``.
        var reading: QuestionReading? { QuestionReading(.retentionDue, of: .everything, on: ground) }

        func report(in inquiry: Inquiry) throws -> Report {
            let today = (inquiry.validAt ?? Session.now()).dateInAmsterdam
            let day = try on.map { text throws(Failure) in try CivilDate(argument: text, "--on") } ?? today
            return Report(try inquiry.keeping(of: inquiry.dossiers(), on: day).filter(\.isDue), on: day)
        }
    }
}

/// What becomes of one dossier on a day.
struct KeepingLine {
    let standing: RetentionStanding
    /// The legal holds on the dossier, and on those who appear in it.
    let holds: [HoldReference]
    let dataDestroyedOn: CivilDate?
    /// When the data that are asked about were erased: those of somebody, or of all whom the dossier is about.
    let erasedOn: CivilDate?
    let keptBecause: KeepReason?
    /// The dossier that rests on it and stays, where nothing else keeps it.
    let neededBy: String?
    let isToBeTransferred: Bool
    /// Whether this program cannot read an event of it, so that nothing more is known; it is kept.
    let isUnreadable: Bool

    fileprivate init(
        _ standing: RetentionStanding, kept: Erasure.Kept?, holds: [HoldReference], dataDestroyedOn: CivilDate?,
        erasedOn: CivilDate?, on day: CivilDate
    ) {
        self.standing = standing
        self.holds = holds
        self.dataDestroyedOn = dataDestroyedOn
        self.erasedOn = erasedOn
        keptBecause = kept?.because
        neededBy = kept?.because == .needed ? kept?.basis : nil
        isToBeTransferred = standing.isToBeTransferred(on: day)
        isUnreadable = false
    }

    fileprivate init(unreadable dossier: StreamName) {
        standing = RetentionStanding(dossier: dossier, category: nil, triggeredOn: nil)
        holds = []
        dataDestroyedOn = nil
        erasedOn = nil
        keptBecause = .uncategorised
        neededBy = nil
        isToBeTransferred = false
        isUnreadable = true
    }

    var isDue: Bool { dataDestroyedOn == nil && (keptBecause == nil || isToBeTransferred) }

    /// In a few words.
    fileprivate var state: Phrase {
        if isUnreadable { return Phrase(nl: "niet leesbaar", en: "unreadable") }
        if let dataDestroyedOn {
            return Phrase(
                nl: "persoonsgegevens vernietigd op \(dataDestroyedOn.text)",
                en: "personal data destroyed on \(dataDestroyedOn.text)")
        }
        if let erasedOn { return Phrase(nl: "gewist op \(erasedOn.text)", en: "erased on \(erasedOn.text)") }
        if !holds.isEmpty { return KeepReason.hold.word }
        if isToBeTransferred { return Phrase(nl: "over te brengen", en: "to be transferred") }
        let other = neededBy.map { Phrase(same: " \($0)") } ?? Phrase(same: "")
        return keptBecause.map { $0.word + other } ?? Phrase(nl: "te vernietigen", en: "to be destroyed")
    }

    fileprivate var stateCode: String {
        if isUnreadable { return "unreadable" }
        if dataDestroyedOn != nil { return "personal-data-destroyed" }
        if erasedOn != nil { return "erased" }
        if !holds.isEmpty { return KeepReason.hold.code }
        if isToBeTransferred { return "transfer" }
        return keptBecause?.code ?? "due"
    }
}

extension Inquiry {
    /// How some dossiers stand, a few hundred at a time: their events are read for it.
    ///
    /// One that this program cannot read keeps the others from nothing. Asked for somebody, each says when that one's data
    /// were erased; else, when those of all whom it is about were.
    func keeping(of dossiers: [StreamName], on day: CivilDate, for subject: SubjectID? = nil) throws -> [KeepingLine] {
        var lines: [KeepingLine] = []
        for start in stride(from: 0, to: dossiers.count, by: 200) {
            let part = Array(dossiers[start..<min(start + 200, dossiers.count)])
            if let read = try readableLines(of: part, on: day, for: subject) {
                lines += read
            } else {
                for dossier in part {
                    lines +=
                        try readableLines(of: [dossier], on: day, for: subject) ?? [KeepingLine(unreadable: dossier)]
                }
            }
        }
        return lines
    }

    /// Nil when an event of any of them cannot be read.
    private func readableLines(
        of dossiers: [StreamName], on day: CivilDate, for subject: SubjectID?
    ) throws -> [KeepingLine]? {
        do {
            return try ask { records throws(Interruption) in
                try records.keepingLines(of: dossiers, on: day, for: subject)
            }
        } catch StoreFailure.corrupt, StoreFailure.unknownEvent {
            return nil
        }
    }

    /// Fails when there is no such dossier.
    fileprivate func requireDossier(_ stream: StreamName) throws {
        try requireBegun(stream)
        guard try events(of: [stream]).isEmpty else { return }
        throw Failure(.notFound, Phrase(nl: "\(stream.text) bestaat niet", en: "\(stream.text) does not exist"))
    }
}

extension Records {
    fileprivate func keepingLines(
        of dossiers: [StreamName], on day: CivilDate, for subject: SubjectID?
    ) throws(Interruption) -> [KeepingLine] {
        let standings = try retention(of: dossiers, on: day)
        let kept = Dictionary(
            try kept(of: standings, on: day).map { ($0.dossier, $0) }, uniquingKeysWith: { first, _ in first })
        let holds = try current(HoldBookID.book)
        let subjects = try subjects(of: dossiers)
        // At one go, where each would be asked for by itself.
        _ = try current(dossiers.compactMap { ErasureID(of: $0) })
        _ = try current(Set(subjects.values.joined()).sorted { $0.text < $1.text }.map { ErasureID($0) })
        return try standings.map { standing throws(Interruption) in
            let named = subjects[standing.dossier, default: []]
            let inForce = holds.inForce(on: standing.dossier, with: named)
            let erasedOn =
                if let subject { try erasure(of: subject, in: standing.dossier) } else {
                    try erasure(of: standing.dossier, about: named)
                }
            return KeepingLine(
                standing, kept: kept[standing.dossier], holds: inForce.map(\.id).withoutRepeats,
                dataDestroyedOn: try destruction(of: standing.dossier), erasedOn: erasedOn, on: day)
        }
    }
}

extension KeepingLine {
    var cells: [Report.Cell] {
        [
            .text(standing.dossier.text), .text(standing.category?.id ?? ""),
            .phrase(standing.category?.valuation.word ?? Phrase(same: "")),
            .text(standing.triggeredOn?.text ?? ""), .text(standing.end?.text ?? ""),
            .text(holds.map(\.text).joined(separator: " ")), .phrase(state),
        ]
    }

    var json: Node {
        [
            "dossier": .string(standing.dossier.text),
            "category": standing.category.map { .string($0.id) } ?? .null,
            "valuation": standing.category.map { .string($0.valuation.code) } ?? .null,
            "trigger": standing.category.map { .string($0.trigger.code) } ?? .null,
            "triggeredOn": standing.triggeredOn.map { .string($0.text) } ?? .null,
            "endOfTerm": standing.end.map { .string($0.text) } ?? .null,
            "holds": .array(holds.map { .string($0.text) }),
            "state": .string(stateCode), "neededBy": neededBy.map { .string($0) } ?? .null,
            "erasedOn": erasedOn.map { .string($0.text) } ?? .null,
        ]
    }
}

extension Report.Section {
    /// The columns of ``KeepingLine/cells``.
    static let keepingColumns = [
        Phrase(nl: "dossier", en: "file"), Phrase(nl: "categorie", en: "category"),
        Phrase(nl: "waardering", en: "valuation"), Phrase(nl: "begint na", en: "begins after"),
        Phrase(nl: "tot en met", en: "until"), Phrase(nl: "stop", en: "hold"), Phrase(nl: "stand", en: "state"),
    ]
}

extension Report {
    fileprivate init(_ lines: [KeepingLine], on day: CivilDate) {
        self.init(
            title: Phrase(nl: "Bewaartermijnen op \(day.text)", en: "Retention on \(day.text)"),
            sections: [
                Section(
                    name: "retention", title: nil, columns: Section.keepingColumns, rows: lines.map(\.cells))
            ],
            json: .array(lines.map(\.json)))
        hidesNames = true
    }
}
