import AuditLog
import ByteStreams

extension ProofBundle.Finding {
    /// What is proved, and the events themselves: what the operator says of them need not be believed.
    func report(_ sightings: [TrustPolicy.Sighting]) -> Words {
        // The last version of each; a name is whatever bytes the log has there.
        let ends = Dictionary(records.map { ($0.stream.printable, $0.version) }) { max($0, $1) }
        let streams = ends.sorted { $0.key < $1.key }.map { "\($0.key) v\($0.value)" }.joined(separator: ", ")
        let events = records.map { $0.lines.map { $0 + "\n" }.joined() }.joined()
        return Words(
            nl: """
                BEWEZEN: deze \(records.count) gebeurtenissen staan zo in het logboek \(checkpoint.origin) van \
                \(checkpoint.head.size) gebeurtenissen.
                \(sightings.map(\.words.nl).joined())Niet bewezen: of er na \(streams) nog meer van is.

                \(events)
                """,
            en: """
                PROVED: these \(records.count) events stand like this in the log \(checkpoint.origin) of \
                \(checkpoint.head.size) events.
                \(sightings.map(\.words.en).joined())Not proved: whether there is more of it after \(streams).

                \(events)
                """)
    }
}

extension TrustPolicy.Sighting {
    /// A line of its own.
    var words: Words {
        let moment = Moment.text(secondsSince1970: Int64(clamping: time))
        return Words(
            nl: "Medeondertekend door \(witness.name), naar eigen zeggen op \(moment).\n",
            en: "Cosigned by \(witness.name), by its own account at \(moment).\n")
    }
}

extension EventRecord {
    /// The event for a person, with its content as it was stored.
    fileprivate var lines: [String] {
        let content = String(decoding: data, as: UTF8.self)
        // With the reason that was given, and the rules in force.
        let circumstances = String(decoding: metadata, as: UTF8.self)
        let lines = [
            "\(position)  \(Moment.text(microsecondsSince2000: recordedAt))  \(stream) v\(version)  \(type)  \(actor)",
            "    \(Moment.text(microsecondsSince2000: occurredAt))  \(content)",
        ]
        return (lines + (["", "{}"].contains(circumstances) ? [] : ["    \(circumstances)"])).map(\.printable)
    }

}

extension String {
    /// Nothing in it steers a terminal, or makes it show another order than that of the text.
    var printable: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.isShown ? $0 : "\u{FFFD}" }))
    }

    var printableLines: String {
        split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable }.joined(separator: "\n")
    }
}
