package import EventSourcing

/// One rule, with the words it rests on.
///
/// `decide` calls it; a refusal shows it.
package struct Rule: Hashable, Sendable {
    /// `R1`, `INV-8`, …: what `missieboek explain` takes.
    package let id: String
    package let force: Force
    package let title: Phrase
    package let source: Source
    /// What would make a refused command pass, in general.
    package let remedy: Phrase

    package init(_ id: String, _ force: Force, title: Phrase, source: Source, remedy: Phrase) {
        self.id = id
        self.force = force
        self.title = title
        self.source = source
        self.remedy = remedy
    }

    package static func == (left: Rule, right: Rule) -> Bool { left.id == right.id }
    package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// How strongly a rule binds.
///
/// Only some forces can refuse a command: a "may" never becomes a block.
package enum Force: String, Sendable, CaseIterable {
    /// «moet», «standaard», and the invariants of the book.
    case must
    /// A condition for one consequence and for nothing else (the two limbs of R1).
    case precondition
    /// Something the government itself may not do (R6).
    case prohibition
    /// «ingezet op»: a demonstrable effort, or a reasoned waiver.
    case effort
    /// «wordt verwacht»: said, recorded, never a block.
    case expected
    /// «kan», «kunnen»: a choice, recorded with its reason.
    case may
    /// An aim or a limit of responsibility: it steers wording and reports.
    case purpose

    package var canRefuse: Bool {
        switch self {
        case .must, .precondition, .prohibition: true
        case .effort, .expected, .may, .purpose: false
        }
    }
}

/// Where a rule comes from.
package struct Source: Hashable, Sendable {
    package enum Standing: String, Sendable {
        /// The letter to parliament, in its own words.
        case letter
        /// A public source that was read.
        case seen
        /// General knowledge of the law, not verified word for word.
        case unverified
        /// A design decision of this book.
        case design
    }

    package let standing: Standing
    package let citation: Phrase
    /// The quoted words, in the language of the source.
    ///
    /// Empty when nothing is quoted.
    package let quote: String

    package init(_ standing: Standing, _ citation: Phrase, quote: String = "") {
        self.standing = standing
        self.citation = citation
        self.quote = quote
    }

    /// With a citation that reads the same in every language, such as `Awb 4:8`.
    package init(_ standing: Standing, _ citation: String, quote: String = "") {
        self.init(standing, Phrase(nl: citation, en: citation), quote: quote)
    }

    /// A design decision that rests on nothing outside this book.
    package static let book = Source(.design, Phrase(nl: "regel van dit boek", en: "rule of this book"))

    /// The letter to parliament of 30 January 2026, with the words it says this in.
    package static func letter(_ quote: String) -> Source {
        Source(.letter, "Kamerbrief 30 januari 2026, Kamerstuk 32735 nr. 424", quote: quote)
    }
}

/// A command refused: which rule, what was found, what to do.
package struct Refusal: Error, Hashable, Sendable {
    package let rule: Rule
    /// What the rule found in this case.
    package let finding: Phrase
    package let remedy: Phrase

    /// A refusal by a rule whose force can refuse; one by any other rule is a defect of the program, and stops it.
    ///
    /// Every refusal is made here, those put together by hand too.
    package init(rule: Rule, finding: Phrase, remedy: Phrase) {
        rule.checkCanRefuse()
        (self.rule, self.finding, self.remedy) = (rule, finding, remedy)
    }
}

/// Why a decision stopped.
package enum Interruption: Error, Sendable {
    /// A rule says no.
    case refused(Refusal)
    /// The decision asked for streams that are not loaded yet: load them and decide again.
    case needs(Need)
}

/// What a decision or question lacks.
package enum Need: Sendable {
    /// The folded state of these streams.
    case states([StreamName])
    /// Every event of these streams.
    case histories([StreamName])
    /// In which dossiers somebody appears: a search of the whole log.
    case mentions(SubjectID)
    /// Who appears in each of these streams.
    case subjects([StreamName])
}

/// Something a user should know although nothing forbids the act: a "may" not taken up, an expectation not met.
package struct Advisory: Hashable, Sendable {
    package let rule: Rule
    package let finding: Phrase

    package init(_ rule: Rule, _ finding: Phrase) {
        self.rule = rule
        self.finding = finding
    }
}

extension Rule {
    /// Refuses with ``Interruption/refused(_:)`` unless `holds`.
    ///
    /// Calling this on a rule whose force cannot refuse is a defect of the program, and stops it, whether it holds or
    /// not.
    package func require(
        _ holds: Bool, _ finding: @autoclosure () -> Phrase, remedy specific: @autoclosure () -> Phrase? = nil
    ) throws(Interruption) {
        checkCanRefuse()
        guard !holds else { return }
        throw .refused(Refusal(rule: self, finding: finding(), remedy: specific() ?? remedy))
    }

    /// The value, or a refusal when there is none; otherwise as ``require(_:_:remedy:)``.
    func required<Value>(
        _ value: Value?, _ finding: @autoclosure () -> Phrase, remedy specific: @autoclosure () -> Phrase? = nil
    ) throws(Interruption) -> Value {
        checkCanRefuse()
        if let value { return value }
        let remedy = specific() ?? self.remedy
        throw .refused(Refusal(rule: self, finding: finding(), remedy: remedy))
    }

    /// Stops the program when the rule's force cannot refuse a command.
    fileprivate func checkCanRefuse() {
        precondition(force.canRefuse, "\(id) has force \(force.rawValue): it cannot refuse a command")
    }

    /// The advisory of a rule that does not block, or nil when it is satisfied.
    package func advise(unless holds: Bool, _ finding: @autoclosure () -> Phrase) -> Advisory? {
        holds ? nil : Advisory(self, finding())
    }
}
