extension Vocabulary {
    /// Companies, and the assessment of their due diligence.
    static let companies: [String: Phrase] = [
        "company.register.company": newID,
        "kvkNumber": Phrase(
            nl: "het KvK-nummer, acht cijfers; het komt alleen in het register",
            en: "the KvK number, eight digits; it goes to the register only"),
        "sizeClass": Phrase(nl: "de grootte van het bedrijf", en: "the size of the company"),
        "means": Phrase(nl: "hoe het bedrijf is benaderd", en: "how the company was approached"),
        "response": Phrase(nl: "hoe het bedrijf reageerde", en: "how the company responded"),
        "replyBy": Phrase(nl: "de laatste dag om te antwoorden", en: "the last day to reply"),
        "company.record-intervention.kind": Phrase(nl: "de soort interventie", en: "the kind of intervention"),

        // Assessments.
        "variant": Phrase(
            nl: "de gewone of de verhoogde beoordeling (R14)", en: "the ordinary or the heightened assessment (R14)"),
        "assessment.start.mission": Phrase(
            nl: "de missie waarvoor wordt beoordeeld", en: "the mission that the assessment is for"),
        "assessment.start.country": Phrase(
            nl: "het land waarvoor wordt beoordeeld", en: "the country that the assessment is for"),
        "step": Phrase(
            nl: "de stap van gepaste zorgvuldigheid (OESO)", en: "the step of due diligence (OECD)"),
        "status": Phrase(nl: "hoe ver het bedrijf met de stap is", en: "how far the company is with the step"),
        "topic": Phrase(nl: "het risico dat is opgezocht", en: "the risk that was looked up"),
        "publicReporting": Phrase(
            nl: "of het bedrijf publiek rapporteert; een keuze van het bedrijf zelf (R6)",
            en: "whether the company reports publicly; the company's own choice (R6)"),
        "question": Phrase(nl: "wat aan het bedrijf is gevraagd", en: "what the company was asked"),
        "assessment.complete.outcome": Phrase(
            nl: "de uitkomst van de beoordeling", en: "the outcome of the assessment"),
        "limb": Phrase(
            nl: "welke van de twee voorwaarden van R1", en: "which of the two limbs of R1"),
        "assessment.record-finding.grounds": Phrase(nl: "waar de bevinding op rust", en: "what the finding rests on"),
        "points": Phrase(nl: "een punt dat het plan moet verbeteren", en: "a point that the plan must improve"),
        "assessment.accept-plan.until": Phrase(
            nl: "de laatste dag om het plan uit te voeren", en: "the last day to carry out the plan"),
        "assessment.record-progress.level": Phrase(
            nl: "hoe ver de uitvoering is", en: "how far the plan was carried out"),
    ]
}
