import CanonicalJSON
import EventSourcing
import ReadModels
import TradeMissions

/// What the answer to a question may lack: events of streams that a read model could not go on with.
final class HeldBack {
    private var faults: [(model: String, fault: StreamFault)] = []

    func note(_ found: [StreamFault], in model: ProjectionName) {
        faults += found.map { (model.name, $0) }
    }

    /// To be said whatever else is kept quiet; nil when nothing is missing.
    var caution: Phrase? {
        guard !faults.isEmpty else { return nil }
        let named = faults.prefix(5).map { _, fault in
            Phrase(
                nl: "\(fault.stream.text) vanaf positie \(fault.position) (\(fault.code))",
                en: "\(fault.stream.text) from position \(fault.position) on (\(fault.code))")
        }.joined(separator: "; ")
        let others = faults.count - min(5, faults.count)
        let rest = others == 0 ? Phrase(same: "") : Phrase(nl: "; en nog \(others)", en: "; and \(others) more")
        // What is read from the log itself has no rows that a stream could be parked for.
        let isParked = faults.contains { ReadModelCatalogue.named($0.model) != nil }
        return Phrase(
            nl: "LET OP, dit antwoord kan onvolledig zijn. Niet gelezen: ", en: "CAUTION: this answer may be ")
            + Phrase(nl: "", en: "incomplete. Not read: ") + named + rest + Phrase(same: ".")
            + (isParked
                ? Phrase(nl: " Zie: missieboek projections parked", en: " See: missieboek projections parked")
                : Phrase(same: ""))
    }

    /// The answer for programs: with a caution around it, so that none takes it for a complete one.
    func marked(_ report: Report) -> Report {
        guard !faults.isEmpty else { return report }
        let faults = faults
        return Report(
            title: report.title, sections: report.sections, notes: report.notes,
            json: [
                "answer": report.json,
                "heldBack": .array(
                    faults.map { model, fault in
                        [
                            "model": .string(model), "stream": .string(fault.stream.text),
                            "position": .number(String(fault.position)), "code": .string(fault.code),
                            "explanation": .string(fault.explanation),
                        ]
                    }),
            ])
    }
}
