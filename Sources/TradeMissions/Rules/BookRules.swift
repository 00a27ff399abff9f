/// The rules of the book itself: identifiers, lifecycles, and who may act.
extension Rule {
    package static let book: [Rule] = [known, unused, lifecycle, authority, complete, term]

    package static let known = Rule(
        "KNOWN", .must,
        title: Phrase(nl: "Waarnaar wordt verwezen, bestaat", en: "What is referred to exists"),
        source: .book,
        remedy: Phrase(
            nl: "Controleer de aanduiding, of leg die eerst vast.", en: "Check the identifier, or record it first."))

    package static let unused = Rule(
        "UNUSED", .must,
        title: Phrase(nl: "Een aanduiding wordt één keer gegeven", en: "An identifier is given once"),
        source: .book,
        remedy: Phrase(nl: "Kies een andere aanduiding.", en: "Choose another identifier."))

    package static let lifecycle = Rule(
        "LIFECYCLE", .must,
        title: Phrase(nl: "De volgorde van een dossier", en: "The order of a file"),
        source: .book,
        remedy: Phrase(
            nl: "Zet eerst de stap die nu aan de beurt is; `missieboek timeline` toont waar het dossier staat.",
            en: "Take the step that is due first; `missieboek timeline` shows where the file stands."))

    package static let authority = Rule(
        "AUTHORITY", .must,
        title: Phrase(
            nl: "Alleen wie de rol heeft, die dag en bij het vastleggen",
            en: "Only who holds the role, on the date and at recording"),
        source: Source(
            .design, Phrase(nl: "regel van dit boek: functiescheiding", en: "rule of this book: separation of duties")),
        remedy: Phrase(
            nl:
                "Laat een bevoegde collega handelen, of laat de beheerder de rol toekennen: `missieboek officer grant-role`.",
            en:
                "Ask a colleague who holds the role, or have the administrator grant it: `missieboek officer grant-role`."
        ))

    package static let complete = Rule(
        "COMPLETE", .must,
        title: Phrase(nl: "Een besluit zegt waarom", en: "An act says why"),
        source: .book,
        remedy: Phrase(
            nl: "Vul in wat ontbreekt, of herstel wat niet klopt.",
            en: "Fill in what is missing, or mend what is wrong."))

    package static let term = Rule(
        "TERM", .must,
        title: Phrase(nl: "Een termijn is zo lang als de wet zegt", en: "A term is as long as the law says"),
        source: Source(.unverified, "Awb 4:56, 4:87, 4:94, 4:97, 4:104, 4:111, 4:112"),
        remedy: Phrase(
            nl: "Wacht tot de termijn om is, of kies een dag binnen de termijn.",
            en: "Wait until the term is over, or choose a day within it."))

    /// Every rule that can be looked up, in the order in which it is shown.
    package static let all: [Rule] = letter + invariants + book + keeping

    package static func named(_ id: String) -> Rule? {
        all.first { $0.id == id }
    }
}
