package import EventSourcing

extension RetentionSchedule {
    package static let commands: [any Command.Type] = [Publish.self]

    /// Publishes a schedule as a whole; earlier ones stay on record, and hold for the days before this one begins.
    package struct Publish: Command {
        package let from: CivilDate
        package let source: String
        package let categories: [RetentionCategory]

        package static let definition = CommandDefinition(
            "retention.publish", nl: "Een bewaarschema vaststellen", en: "Publish a retention schedule",
            roles: [.recordsManager], rules: [.complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let schedule = try records.current(RetentionScheduleID.book)
            try Rule.complete.require(
                !source.isBlank && !categories.isEmpty,
                Phrase(
                    nl: "het bewaarschema noemt geen bron of geen categorie",
                    en: "the retention schedule names no source or no category"))
            for category in categories { try category.check() }
            try checkNamedOnce()
            let reason = try act.reasonIfPast(from)
            if let held = schedule.edition(on: from), held.from == from, held.source == source,
                held.categories == categories
            {
                return []
            }
            return [
                RetentionScheduleID.book.event(
                    .published(Published(from: from, source: source, categories: categories, reason: reason)))
            ]
        }

        /// A dossier falls under one category, and a category is named once.
        private func checkNamedOnce() throws(Interruption) {
            var names: Set<String> = []
            var kinds: Set<Category> = []
            for category in categories {
                try Rule.complete.require(
                    names.insert(category.id).inserted,
                    Phrase(
                        nl: "categorie \(category.id) staat er meer dan eens",
                        en: "category \(category.id) stands there more than once"))
                for kind in category.files {
                    try Rule.complete.require(
                        kinds.insert(kind).inserted,
                        Phrase(
                            nl: "‘\(kind.term.nl)’ valt onder meer dan één categorie, ook onder \(category.id)",
                            en: "“\(kind.term.en)” falls under more than one category, \(category.id) too"))
                }
            }
        }
    }
}

extension RetentionCategory {
    /// Refuses by ``Rule/complete`` what can never lead to an end: such a dossier would be kept by mistake.
    fileprivate func check() throws(Interruption) {
        try Rule.complete.require(
            !id.isBlank && !description.isBlank && !files.isEmpty,
            Phrase(
                nl: "een categorie noemt haar nummer, een omschrijving en de soorten dossier",
                en: "a category names its number, a description and the kinds of dossier"))
        try Rule.complete.require(
            (1...Self.longestTerm * (unit == .months ? 12 : 1)).contains(term),
            Phrase(
                nl: "de termijn van categorie \(id) is geen 1 tot \(Self.longestTerm) jaar",
                en: "the term of category \(id) is not of 1 to \(Self.longestTerm) years"))
        for kind in files {
            try Rule.complete.require(
                !kind.isAboutKeeping,
                Phrase(
                    nl: "‘\(kind.term.nl)’ legt vast wat wordt bewaard en vernietigd, en wordt zelf niet vernietigd",
                    en: "“\(kind.term.en)” records what is kept and destroyed, and is not destroyed itself"))
            try Rule.complete.require(
                trigger.canCome(in: kind),
                Phrase(
                    nl: "‘\(trigger.word.nl)’ komt in ‘\(kind.term.nl)’ nooit voor (categorie \(id))",
                    en: "“\(trigger.word.en)” never happens in “\(kind.term.en)” (category \(id))"))
        }
    }
}
