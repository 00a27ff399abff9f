import EventSourcing
import Testing
import TradeMissions

@Suite("What points to a person or company (INV-29)")
struct PersonalDataTests {
    @Test(
        "E-mail addresses",
        arguments: [
            "mail naar jan@voorbeeld.nl", "(jan@voorbeeld.nl)", "mailto:j.de-vries+werk@voorbeeld.nl.", "x@y.nl/z@y.nl",
            "jan＠voorbeeld.nl", "jan\u{200B}@voorbeeld.nl",
        ])
    func emailAddresses(text: String) {
        #expect(PersonalData(in: text) == .emailAddress)
    }

    @Test(
        "Bank accounts, in one piece or in groups",
        arguments: [
            "NL91ABNA0417164300", "op NL91 ABNA 0417 1643 00 gestort", "nl91 abna 0417164300.",
            "IBAN:NL91-ABNA-0417-1643-00", "BE68 5390 0754 7034", "DE89 3704 0044 0532 0130 00",
        ])
    func bankAccounts(text: String) {
        #expect(PersonalData(in: text) == .bankAccount)
    }

    @Test(
        "Telephone numbers",
        arguments: [
            "0612345678", "0612 345 678", "06-12345678", "06 12 34 56 78", "bel 2 keer 0612 345 678", "(070) 348 66 70",
            "070-3486670", "+31 6 12345678", "+31(0)70 348 6670", "0031 6 1234 5678", "+966 11 488 0154", "31612345678",
        ])
    func telephoneNumbers(text: String) {
        #expect(PersonalData(in: text) == .telephoneNumber)
    }

    @Test(
        "Citizen service numbers, and nine digits on end",
        arguments: [
            "BSN 123456782", "123456789", "1234.56.782", "123 456 782", "123.456.782", "1 2 3 4 5 6 7 8 2",
            "bsn: 123 456 789", "support-123456782", "١٢٣٤٥٦٧٨٢", "123\u{2009}456\u{2009}782", "2026-03-16 123 456 782",
        ])
    func citizenServiceNumbers(text: String) {
        #expect(PersonalData(in: text) == .citizenServiceNumber)
    }

    @Test(
        "KvK numbers",
        arguments: [
            "KvK 27312345", "nr.27312345.", "support-12345678", "1234 5678", "27 31 23 45", "27.31.23.45", "2731-2345",
            "27\u{00A0}312\u{00A0}345", "KvK-nummer 20041231", "20261316", "２７３１２３４５", "claim-kvk27312345-a",
        ])
    func kvkNumbers(text: String) {
        #expect(PersonalData(in: text) == .kvkNumber)
    }

    @Test(
        "Dates",
        arguments: [
            "20260316", "op 2026-03-16", "16-03-2026", "16/3/2026", "2026-03-16T09:00:00+01:00",
            "2026-03-16/2026-03-20",
            "tussen 16-03-2026 en 20-03-2026", "mission-riyad-20260316", "mission-riyad-2026-03-16", "2025 2026",
            "2025-2026", "vergaderjaar 2025/2026",
        ])
    func dates(text: String) {
        #expect(PersonalData(in: text) == nil)
    }

    @Test(
        "Amounts",
        arguments: [
            "€ 1.250.000", "€ 1234567", "€ 12345678", "12345678 euro", "EUR 123456789", "€ 12.345.678,50", "12.345.678",
            "123456789,- euro", "1.234.567.890", "1234567.89", "12 345 678 euro", "$ 12,345,678", "12345678,50 euro",
        ])
    func amounts(text: String) {
        #expect(PersonalData(in: text) == nil)
    }

    @Test(
        "Case numbers, papers of parliament, fingerprints, identifiers and other signs",
        arguments: [
            "", "zaak 2026-0412", "zaak 2026/12345", "Kamerstuk 26485-412", "Kamerstukken II 2025/26, 26485, nr. 412",
            "dossier 1234567", "zaak 1234567890", "3 @ 20 euro", "a@", "@b", "art. 4:48, eerste lid, onder b",
            "ECLI:NL:RVS:2026:1234", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "0195d018-84c7-7659-a2fe-0123456789ab", "company-3f9k2m8q7x1t",
            "EU27 heeft in 2026 besloten over 12 landen",
            "https://zoek.officielebekendmakingen.nl/kst-26485-412.html", "stappen 1 2 3 4 5 6 7 8",
        ])
    func others(text: String) {
        #expect(PersonalData(in: text) == nil)
    }

    @Test(
        "A text may begin with a sign, a point or a blank",
        arguments: [
            "- 2025 2026 2027", "-1+1 in 2026-03-16", " € 1.250.000", ".20260316", "\t2025 2026", "\u{A0}2025 2026",
        ])
    func signsInFront(text: String) {
        #expect(PersonalData(in: text) == nil)
        #expect(PersonalData(in: "\(text) NL91 ABNA 0417 1643 00") == .bankAccount)
    }

    @Test("Random identifiers leave no room for a KvK or citizen service number")
    func randomIdentifiers() throws {
        for local in ["27312345abcd", "ab123456782c", "abc27312345x"] {
            #expect(throws: InvalidText.self) { try CompanyID(text: "company-" + local) }
            #expect(throws: InvalidText.self) { try OfficerID(text: local) }
        }
        #expect(try CompanyID(text: "company-1234567a8901").local == "1234567a8901")
        var generator = OnlyDigits()
        #expect(try CompanyID(text: CompanyID.random(using: &generator).text).local.utf8.count == 12)
    }

    @Test("What a command enters has the same identifier each time, and another for another command")
    func enteredIdentifiers() throws {
        let ids = (0..<2000 as Range<UInt64>).map { CompanyID.entered(by: UniqueID(high: 7, low: $0)) }
        #expect(Set(ids).count == ids.count)
        #expect(ids == (0..<2000 as Range<UInt64>).map { CompanyID.entered(by: UniqueID(high: 7, low: $0)) })
        for id in ids { #expect(try CompanyID(text: id.text) == id) }
    }

    @Test(
        "Of digits without end what is among them is found, and nothing grows with the square of them",
        .timeLimit(.minutes(10)))
    func manyDigits() {
        let many = String(repeating: "1 ", count: 10_000)
        #expect(PersonalData(in: many) == nil)
        #expect(PersonalData(in: "\(many)0612345678 \(many)") == .telephoneNumber)
        #expect(PersonalData(in: String(repeating: "1", count: 20_000)) == nil)
    }
}

/// Eight digits and four letters first; then letters.
private struct OnlyDigits: RandomNumberGenerator {
    private var calls: UInt64 = 0

    mutating func next() -> UInt64 {
        calls += 1
        return calls <= 8 ? .max : .max / 3
    }
}
