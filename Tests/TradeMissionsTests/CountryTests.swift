import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Countries and their risk profiles")
struct CountryTests {
    static let saudiArabia = CountryID(local: "sa")

    static func source(
        consultedOn: CivilDate = FileSample.today, title: String = "Golfregio"
    ) throws -> Country.RiskSource {
        Country.RiskSource(
            title: title, url: try WebAddress(text: "https://www.rvo.nl/onderwerpen/golfregio"),
            consultedOn: consultedOn, hash: .sample)
    }

    static func profile(
        _ level: RiskLevel = .high, sources: [Country.RiskSource]? = nil, law: String = "Sterk verbeterd",
        enforcement: String = "Een aandachtspunt", validFrom: CivilDate = FileSample.today
    ) throws -> Country.PublishProfile {
        Country.PublishProfile(
            country: saudiArabia, level: level, sources: try sources ?? [source()], lawOnPaper: law,
            enforcement: enforcement, validFrom: validFrom)
    }

    @Test("A country is identified by its ISO code, in either case", arguments: ["sa", "SA", "country-sa", "nl", "xk"])
    func code(_ text: String) throws {
        #expect(try CountryID(text: text).text.hasPrefix("country-"))
        #expect(try CountryID(text: text).local.utf8.count == 2)
    }

    @Test("What is no ISO code is no country", arguments: ["zz", "sau", "saoedi-arabie", "", "uk", "country-", "s a"])
    func noCode(_ text: String) {
        #expect(throws: InvalidText.self) { try CountryID(text: text) }
    }

    @Test("R16: publishing a high risk level changes the country's stream and nothing else")
    func highRiskCancelsNothing() throws {
        let book = try Book.withMissionFiles()
        let decision = try book.accept(try Self.profile(.high), by: .imvoAdviser)
        #expect(decision.eventNames == ["CountryRiskProfilePublished"])
        #expect(decision.emissions.map(\.stream) == [Self.saudiArabia.stream])
        #expect(decision.advisories.map(\.rule) == [.r14, .r16])
        #expect(book.state(FileSample.riyadh).stage == .proposed)
    }

    @Test("R14 and R16 are said of a high level only", arguments: [RiskLevel.low, .elevated])
    func noAdvisory(_ level: RiskLevel) throws {
        #expect(try Book().accept(try Self.profile(level), by: .imvoAdviser).advisories.isEmpty)
    }

    @Test("A profile names a source, and describes law and enforcement apart")
    func complete() throws {
        let book = try Book()
        #expect(try book.refusal(of: try Self.profile(sources: []), by: .imvoAdviser)?.rule == .complete)
        #expect(try book.refusal(of: try Self.profile(law: " "), by: .imvoAdviser)?.rule == .complete)
        #expect(try book.refusal(of: try Self.profile(enforcement: ""), by: .imvoAdviser)?.rule == .complete)
        let untitled = [try Self.source(title: "")]
        #expect(try book.refusal(of: try Self.profile(sources: untitled), by: .imvoAdviser)?.rule == .complete)
    }

    @Test("INV-26: a source cannot have been consulted in the future")
    func future() throws {
        let book = try Book()
        let tomorrow = FileSample.today.adding(days: 1)
        let sources = [try Self.source(consultedOn: tomorrow)]
        #expect(try book.refusal(of: try Self.profile(sources: sources), by: .imvoAdviser)?.rule == .inv26)
        let consult = Country.ConsultSource(
            country: Self.saudiArabia, title: "Golfregio", url: .sample, consultedOn: tomorrow, hash: .sample)
        #expect(try book.refusal(of: consult, by: .imvoAdviser)?.rule == .inv26)
    }

    @Test("Publishing the same profile again, or consulting the same source on the same day, changes nothing")
    func repeated() throws {
        let book = try Book()
        let consult = Country.ConsultSource(
            country: Self.saudiArabia, title: "Golfregio", url: .sample, consultedOn: FileSample.today, hash: .sample)
        #expect(try book.accept(consult, by: .postOfficer).eventNames == ["RiskSourceConsulted"])
        #expect(try book.accept(consult, by: .postOfficer).eventNames == [])
        try book.accept(try Self.profile(), by: .imvoAdviser)
        #expect(try book.accept(try Self.profile(), by: .imvoAdviser).eventNames == [])
    }

    @Test("The profile that holds on a date is the last to start by then, not the last to be published")
    func validity() throws {
        let book = try Book()
        let today = FileSample.today
        try book.accept(try Self.profile(.high, validFrom: today.adding(days: 30)), by: .imvoAdviser)
        try book.accept(try Self.profile(.elevated, validFrom: today), by: .imvoAdviser)
        let country = book.state(Self.saudiArabia)
        #expect(country.profile(on: today.adding(days: -1)) == nil)
        #expect(country.profile(on: today.adding(days: 29))?.level == .elevated)
        #expect(country.profile(on: today.adding(days: 30))?.level == .high)
        #expect(country.profile(on: today)?.version == 2)
    }

    @Test("A profile below the one that holds is published by an approver with a reason, which is in the event")
    func lower() throws {
        let book = try Book()
        let low = try Self.profile(.low)
        try book.accept(try Self.profile(.high), by: .imvoAdviser)
        #expect(try book.refusal(of: low, by: .imvoAdviser, reason: "verbeterd")?.rule == .authority)
        for blank in [nil, " "] {
            #expect(try book.refusal(of: low, by: .missionApprover, reason: blank)?.rule == .complete)
        }
        let decision = try book.accept(low, by: .missionApprover, reason: "verbeterd")
        guard case .country(.profilePublished(let published)) = decision.emissions[0].event else {
            Issue.record("\(decision.eventNames)")
            return
        }
        #expect(published.level == .low && published.reason == "verbeterd")
        #expect(try book.accept(low, by: .missionApprover).emissions.isEmpty)
        // As high or higher takes an adviser, and no reason.
        let high = try Self.profile(.high)
        #expect(try book.refusal(of: high, by: .missionApprover, reason: "toch")?.rule == .authority)
        #expect(try book.refusal(of: high, by: .imvoAdviser) == nil)
    }

    @Test(
        "What lies below a profile on its own first day is lower, also when that day is still to come",
        arguments: [0, 9])
    func lowerLater(days: Int) throws {
        let book = try Book()
        try book.accept(try Self.profile(.high), by: .imvoAdviser)
        let later = try Self.profile(.elevated, validFrom: FileSample.today.adding(days: days))
        #expect(try book.refusal(of: later, by: .imvoAdviser, reason: "verbeterd")?.rule == .authority)
        #expect(try book.refusal(of: later, by: .missionApprover, reason: "verbeterd") == nil)
    }

    @Test("Who published the profile that holds, or consulted its sources, publishes no lower one (INV-7)")
    func lowerBySamePerson() throws {
        let low = try Self.profile(.low)
        let published = try Book()
        try published.accept(try Self.profile(.high), by: .everything)
        #expect(try published.refusal(of: low, by: .everything, reason: "verbeterd")?.rule == .inv7)
        #expect(try published.refusal(of: low, by: .missionApprover, reason: "verbeterd") == nil)
        let consulted = try Book()
        let source = try Self.source()
        try consulted.accept(
            Country.ConsultSource(
                country: Self.saudiArabia, title: source.title, url: source.url, consultedOn: source.consultedOn,
                hash: source.hash), by: .everything)
        try consulted.accept(try Self.profile(.high), by: .imvoAdviser)
        #expect(try consulted.refusal(of: low, by: .everything, reason: "verbeterd")?.rule == .inv7)
    }

    @Test("A hash has 64 hexadecimal digits, an address a scheme and a host")
    func scalars() throws {
        let digits = String(repeating: "aB", count: 32)
        #expect(try ContentHash(text: digits).text == digits.lowercased())
        for text in ["", String(digits.dropLast()), String(repeating: "g", count: 64)] {
            #expect(throws: InvalidText.self) { try ContentHash(text: text) }
        }
        for text in ["", "www.rvo.nl", "ftp://rvo.nl", "https://", "https:// rvo.nl", "javascript:alert(1)"] {
            #expect(throws: InvalidText.self) { try WebAddress(text: text) }
        }
    }
}
