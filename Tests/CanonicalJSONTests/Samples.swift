import EventSourcing

// Types as the domain has them: one of each kind of field.

enum Sector: String, Choice {
    case agriculture, water
    case hightech = "high-tech"
}

/// A scalar that is a whole number.
struct Score: Scalar {
    static let shape = ScalarShape.integer(minimum: 1, maximum: 5)
    static let sample = Score(points: 3)
    let points: Int

    private init(points: Int) {
        self.points = points
    }

    init(text: String) throws(InvalidText) {
        guard let points = Int(text), (1...5).contains(points) else {
            throw InvalidText(text, expected: "a score from 1 to 5", dutch: "een score van 1 tot en met 5")
        }
        self.points = points
    }

    var text: String { String(points) }
}

/// A scalar that is true or false.
struct Consent: Scalar {
    static let shape = ScalarShape.flag
    static let sample = Consent(isGiven: true)
    let isGiven: Bool

    init(isGiven: Bool) {
        self.isGiven = isGiven
    }

    init(text: String) throws(InvalidText) {
        guard text == "true" || text == "false" else {
            throw InvalidText(text, expected: "true or false", dutch: "true of false")
        }
        isGiven = text == "true"
    }

    var text: String { String(isGiven) }
}

struct Venue: Codable, Hashable {
    let city: String
    let country: String?
}

struct Participant: Codable, Hashable {
    let company: StreamName
    let score: Score?
}

struct Announce: Codable, Hashable {
    let mission: StreamName
    let closes: CivilDate
    let sector: Sector
    let score: Score
    let consent: Consent
    let title: String
    let places: Int
    let position: Int64
    let isPublic: Bool
    let venue: Venue
    let sectors: [Sector]
    let numbers: [Int]
    let participants: [Participant]
    let note: String?
    let opens: CivilDate?
    let deposit: Int?
    let isUrgent: Bool?
    let fallback: Venue?
    let tags: [String]?
}

extension Announce {
    static func example(note: String? = nil) throws -> Announce {
        Announce(
            mission: try StreamName(text: "mission-riyad"), closes: try CivilDate(text: "2026-03-16"),
            sector: .hightech, score: try Score(text: "4"), consent: Consent(isGiven: false), title: "Water in Riyad",
            places: 12, position: 9_007_199_254_740_991, isPublic: true, venue: Venue(city: "Riyad", country: nil),
            sectors: [.water, .hightech], numbers: [3, 1, 2],
            participants: [Participant(company: try StreamName(text: "company-a"), score: try Score(text: "1"))],
            note: note, opens: nil, deposit: nil, isUrgent: nil, fallback: Venue(city: "Jeddah", country: "SA"),
            tags: nil)
    }
}
