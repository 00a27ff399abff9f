package import EventSourcing
import TradeMissions

/// What a book can be asked, about each of its files.
package struct BookQuestions {
    private let streams: [StreamName]
    /// How many events are there: as many lines come from whoever follows the whole log.
    package let eventCount: Int

    package init(of store: some EventStore) throws(StoreFailure) {
        var streams: Set<StreamName> = []
        var count = 0
        try store.readLog(after: 0, through: store.advanceWatermark()) { event in
            streams.insert(event.stream)
            count += 1
        }
        self.streams = streams.sorted()
        eventCount = count
    }

    /// The words of a question, once for each file that it can be asked about.
    ///
    /// A question that this does not know is asked without arguments, so that a new one is asked as well or fails.
    package func words(of question: String, about scope: Scope) -> [[String]] {
        switch question {
        case "gate": files(of: [.mission], scope).map { [question, $0.text] }
        case "dossier": files(of: [.measure], scope).map { [question, $0.text] }
        case "timeline":
            files(
                of: scope == .everyFile
                    ? Category.allCases : [.mission, .participation, .company, .measure, .support, .claim], scope
            ).map { [question, $0.text] }
        case "person": files(of: Category.registered, scope).map { [question, "export", $0.text] }
        case "retention": [[question, "status"], [question, "due"]]
        // Ends only when it is interrupted.
        case "follow": []
        default: [[question]]
        }
    }

    package enum Scope {
        case everyFile
        /// The first file of each of the kinds that a question about files is mostly asked of.
        case firstFiles
    }

    private func files(of categories: [Category], _ scope: Scope) -> [StreamName] {
        categories.flatMap { category in
            streams.filter { Category(of: $0) == category }.prefix(scope == .everyFile ? .max : 1)
        }
    }
}
