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
        #expect(country.profileVersion == 2)
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
