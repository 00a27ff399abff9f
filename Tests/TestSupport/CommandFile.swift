package import CanonicalJSON
import EventSourcing

/// Lines for `dispatch`, the same each time: a book that is founded, and officers who are registered in it.
package enum CommandFile {
    package static let administrator = "officer-aaaaaaaaaaaa"
    package static let coordinator = "officer-cccccccccccc"

    /// A command with an id made of its number, that happened on the day the book was founded.
    package static func line(_ number: Int, _ command: String, by actor: String = administrator, _ data: Node) -> String
    {
        let id = UniqueID(high: 0x0195_0000_0000_7000, low: 0x8000_0000_0000_0000 + UInt64(number))
        let line: Node = [
            "command": .string(command), "id": .string(id.text), "actor": .string(actor),
            "occurredAt": "2026-01-05T09:00:00+01:00", "reason": "overgenomen uit het oude boek", "data": data,
        ]
        return line.lineText
    }

    /// Founds the book.
    package static let founding = line(
        0, "administration.found",
        ["officer": .string(administrator), "name": "A. Beheerder", "unit": "BZ", "organisation": "BZ"])

    /// Registers an officer; each number is another one.
    package static func officer(_ number: Int) -> String {
        line(number, "officer.register", ["officer": .string(id("officer", number)), "name": "N. N.", "unit": "RVO"])
    }

    package static func id(_ kind: String, _ number: Int) -> String {
        let digits = String(number, radix: 36)
        return "\(kind)-number\(String(repeating: "0", count: 6 - digits.count))\(digits)"
    }

    /// A book with `count` organisations and as many officers, each with a role: `3 * count + 3` lines.
    package static func book(of count: Int) -> [String] {
        let roles: [Node] = ["mission-manager", "imvo-adviser", "auditor"]
        var lines = [
            founding,
            line(1, "officer.register", ["officer": .string(coordinator), "name": "C. C.", "unit": "BZ"]),
            line(
                2, "officer.grant-role",
                ["officer": .string(coordinator), "role": "bmo-coordinator", "from": "2026-01-01"]),
        ]
        for number in 1...count {
            let officer = id("officer", 3 * number)
            lines.append(Self.officer(3 * number))
            lines.append(
                line(
                    3 * number + 1, "officer.grant-role",
                    ["officer": .string(officer), "role": roles[number % 3], "from": "2026-01-01"]))
            lines.append(
                line(
                    3 * number + 2, "organisation.register", by: coordinator,
                    [
                        "organisation": .string(id("organisation", number)), "name": .string("Vereniging \(number)"),
                        "kind": "maatschappelijke-organisatie", "reach": "lokaal", "sensitivity": "openbaar",
                    ]))
        }
        return lines
    }
}
