package import CanonicalJSON
import EventSourcing
package import TradeMissions

/// Made-up commands for help pages: what must be given, and nothing more.
package enum CommandExample {
    /// Who gives it; whoever opens a book is its first administrator.
    package static func actor(of command: any Command.Type) -> String {
        command == Administration.Found.self ? identifier(of: .officer) : "officer-8k3m1q9x2t7r"
    }

    /// A line for `dispatch` that is read without a fault.
    ///
    /// Whether rules refuse it depends on what the book holds.
    package static func line(of command: any Command.Type) -> Node {
        [
            "command": .string(command.definition.name), "id": "0198f3a0-7c1e-7b52-9d4e-3f6a8b2c1d0e",
            "actor": .string(actor(of: command)), "occurredAt": "2026-03-16T10:00:00+01:00", "data": data(of: command),
        ]
    }

    package static func data(of command: any Command.Type) -> Node {
        node(.object(CommandRegistry.fields(of: command)), named: "")
    }

    private static func node(_ shape: Shape, named name: String) -> Node {
        switch shape {
        case .string: .string(texts[name] ?? "…")
        case .integer: 14
        case .flag: true
        case .array(let element): [node(element, named: name)]
        case .object(let fields):
            .object(fields.filter { !$0.isOptional }.map { Member($0.name, node($0.shape, named: $0.name)) })
        case .scalar(.flag, _): true
        case .scalar(.choice(let words), _): .string(words.first ?? "")
        case .scalar(.integer(let minimum, let maximum), _): .number(String(maximum < 2_500_000 ? minimum : 2_500_000))
        case .scalar(.text(let format), let typeName): .string(text(format, typeName, named: name))
        }
    }

    private static func text(_ format: String?, _ typeName: String, named name: String) -> String {
        if let category = format.flatMap({ Category(rawValue: $0) }) { return identifier(of: category) }
        return switch format {
        case "date": name == "until" || name.hasPrefix("due") ? "2026-04-30" : "2026-03-16"
        case "date-time": "2026-03-16T10:00:00+01:00"
        case "uuid": "0198f3a0-7c1e-7b52-9d4e-3f6a8b2c1d0e"
        case "kvk-number": "12345678"
        case "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        case "uri": "https://www.rvo.nl/onderwerpen/saoedi-arabie"
        case "mandate": "mandaat-2026-7"
        case "person": "person-5w2n7c4j9d1h"
        case "subject": name == "affiliation" ? "company-3f9k2m8q7x1t" : "person-4t8n1w6y3k0z"
        case "stream": "measure-2026-1"
        case "hold-reference": "woo-2026-3"
        case "activities": "waterzuivering-riyad"
        case "gate-item": "INV-17:concern-metro-lonen"
        default: texts[name] ?? "…"
        }
    }

    private static func identifier(of category: Category) -> String {
        switch category {
        case .administration: "administration-book"
        case .officer: "officer-5w2n7c4j9d1h"
        case .person: "person-4t8n1w6y3k0z"
        case .country: "country-sa"
        case .mission: "mission-riyad-2026"
        case .briefing: "briefing-riyad-1"
        case .participation: "participation-riyad-2026-3f9k2m8q7x1t"
        case .company: "company-3f9k2m8q7x1t"
        case .organisation: "organisation-6b1v8z3s5g0p"
        case .involvement: "involvement-riyad-2026-6b1v8z3s5g0p"
        case .bmoMeeting: "bmo-2026-03"
        case .concern: "concern-metro-lonen"
        case .assessment: "assessment-riyad-1"
        case .measure: "measure-2026-1"
        case .support: "support-2026-1"
        case .claim: "claim-2026-1"
        case .hold: "hold-book"
        case .retention: "retention-book"
        case .erasure: "erasure-person-4t8n1w6y3k0z"
        case .disposal: "disposal-2033-1"
        }
    }

    private static let texts = [
        "name": "Voorbeeld BV", "title": "Watermissie Riyad", "sector": "water", "unit": "RVO",
        "organisation": "Ministerie van Buitenlandse Zaken", "onBehalfOf": "minister", "conditions": "2026-1",
        "reference": "dossier 2026-12, blad 3", "instrument": "DHI", "policy": "2026-1", "post": "Riyad",
        "posts": "Riyad", "ruleReferences": "R1", "signatory": "directeur", "topic": "arbeidsmigratie",
        "subject": "achterstallig loon",
    ]
}
