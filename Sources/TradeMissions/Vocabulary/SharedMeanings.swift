extension Vocabulary {
    /// The id of what is registered, which a program gives and a person need not.
    static let newID = Phrase(
        nl: "de nieuwe aanduiding; op de opdrachtregel mag die ontbreken",
        en: "the new id; on the command line it may be left out")

    /// Names that mean the same on many aggregates.
    static let shared: [String: Phrase] = [
        // What a command is about.
        "assessment": Phrase(nl: "de beoordeling van gepaste zorgvuldigheid", en: "the assessment of due diligence"),
        "briefing": Phrase(nl: "de voorlichting", en: "the briefing"),
        "claim": Phrase(nl: "de vordering", en: "the claim"),
        "company": Phrase(
            nl: "het bedrijf: zijn aanduiding, KvK-nummer of naam", en: "the company: its id, KvK number or name"),
        "concern": Phrase(nl: "de kwestie uit het BMO", en: "the concern raised in the BMO"),
        "country": Phrase(
            nl: "het land, zoals country-sa (ISO 3166-1)", en: "the country, such as country-sa (ISO 3166-1)"),
        "measure": Phrase(nl: "het maatregeldossier", en: "the measure file"),
        "meeting": Phrase(nl: "het overleg van het BMO", en: "the meeting of the BMO"),
        "mission": Phrase(nl: "de missie, zoals mission-riyad-2026", en: "the mission, such as mission-riyad-2026"),
        "officer": Phrase(nl: "de functionaris: aanduiding of naam", en: "the officer: id or name"),
        "organisation": Phrase(
            nl: "de maatschappelijke organisatie, vakbond of deskundige: aanduiding of naam",
            en: "the civil-society organisation, trade union or expert: id or name"),
        "organisations": Phrase(
            nl: "de organisaties, vakbonden of deskundigen die erbij horen",
            en: "the organisations, unions or experts that belong to it"),
        "support": Phrase(nl: "de steun", en: "the support"),

        // When.
        "date": Phrase(nl: "de dag waarop het was of zal zijn", en: "the day on which it was or will be"),
        "from": Phrase(nl: "de eerste dag", en: "the first day"),
        "until": Phrase(nl: "de laatste dag", en: "the last day"),
        "dueDate": Phrase(nl: "de uiterste dag", en: "the last day on which it is due"),
        "consultedOn": Phrase(nl: "de dag van raadplegen", en: "the day of consultation"),
        "notifiedOn": Phrase(
            nl: "de dag van bekendmaking aan het bedrijf", en: "the day on which the company was notified"),

        // Words.
        "title": Phrase(nl: "de titel", en: "the title"),
        "name": Phrase(
            nl: "de naam; die komt alleen in het register", en: "the name; it goes to the register only"),
        "contact": Phrase(
            nl: "contactgegevens; die komen alleen in het register", en: "contact details; they go to the register only"
        ),
        "reason": Phrase(nl: "de reden, in gewone woorden", en: "the reason, in plain words"),
        "summary": Phrase(
            nl: "wat er gebeurde of is gezegd, kort en zonder namen",
            en: "what happened or was said, in short and without names"),
        "facts": Phrase(nl: "de feiten waarop het rust", en: "the facts it rests on"),
        "findings": Phrase(nl: "de bevindingen", en: "the findings"),
        "subject": Phrase(nl: "het onderwerp, in enkele woorden", en: "the subject, in a few words"),
        "confidential": Phrase(
            nl: "wat iemand noemt of aanwijst: versleuteld, en te wissen met die persoon; op de opdrachtregel ook "
                + "@BESTAND, of @- voor standaardinvoer",
            en: "what names somebody or points to them: sealed, and erased with that person; on the command line "
                + "also @FILE, or @- for standard input"),
        "confidentialAbout": Phrase(
            nl: "over wie de vertrouwelijke tekst gaat: aanduiding of naam",
            en: "whom the confidential text is about: id or name"),
        "sector": Phrase(nl: "de sector, zoals water of energie", en: "the sector, such as water or energy"),
        "mode": Phrase(nl: "de wijze waarop", en: "the way in which it takes place"),

        // Evidence.
        "evidence": Phrase(
            nl: "de SHA-256 van elk bewijsstuk", en: "the SHA-256 of each piece of evidence"),
        "hash": Phrase(nl: "de SHA-256 van de inhoud", en: "the SHA-256 of the content"),
        "material": Phrase(nl: "het gebruikte materiaal", en: "the material that was used"),
        "reference": Phrase(nl: "waar het stuk te vinden is", en: "where the document is found"),

        // Officers and the book itself.
        "officer.register.officer": newID,
        "administration.found.officer": Phrase(nl: "de eerste beheerder", en: "the first administrator"),
        "administration.found.organisation": Phrase(
            nl: "de organisatie die dit boek houdt", en: "the organisation that keeps this book"),
        "unit": Phrase(nl: "het organisatieonderdeel of de post", en: "the unit or post"),
        "officer.identify.person": Phrase(
            nl: "de persoon, zoals person-3f9k2m8q7x1t: twaalf willekeurige tekens, bij elk van zijn accounts dezelfde",
            en:
                "the person, such as person-3f9k2m8q7x1t: twelve random characters, the same with each of their accounts"
        ),
        "officer.correct-identity.person": Phrase(
            nl: "wie er ten onrechte achter deze functionaris is vastgelegd",
            en: "who was recorded behind this officer by mistake"),
        "role": Phrase(nl: "de rol", en: "the role"),
        "mandate": Phrase(nl: "de aanduiding van het mandaatbesluit", en: "the identifier of the mandate"),
        "powers": Phrase(
            nl: "waarover op grond van het mandaat wordt beslist", en: "what the mandate empowers to decide on"),
        "onBehalfOf": Phrase(
            nl: "namens welk ambt wordt beslist (Awb 10:10)", en: "the office on whose behalf is decided (Awb 10:10)"),
        "officer.revoke-role.from": Phrase(
            nl: "de eerste dag zonder de rol", en: "the first day without the role"),
        "officer.revoke-mandate.from": Phrase(
            nl: "de eerste dag zonder het mandaat", en: "the first day without the mandate"),
    ]
}
