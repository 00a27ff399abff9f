extension Vocabulary {
    /// Measure files: from evidence to decision, notification and review.
    static let measures: [String: Phrase] = [
        "measure.open.assessment": Phrase(
            nl: "de beoordeling waarop het dossier rust", en: "the assessment that the file rests on"),
        "consequences": Phrase(
            nl: "een gevolg met zijn bereik, of ‘none’ alleen (R3)",
            en: "a consequence with its scope, or “none” alone (R3)"),
        "consequences.kind": Phrase(nl: "het gevolg", en: "the consequence"),
        "consequences.mission": Phrase(nl: "de missie waarvan wordt uitgesloten", en: "the mission excluded from"),
        "consequences.support": Phrase(nl: "de steun die eindigt", en: "the support that ends"),
        "consequences.activity": Phrase(nl: "de andere activiteit", en: "the other activity"),
        "subsidyGround": Phrase(
            nl: "de grond in de Awb, alleen bij een subsidie", en: "the ground in the Awb, for a subsidy only"),
        "grounds": Phrase(nl: "een grond met zijn uitleg", en: "a ground with its explanation"),
        "grounds.kind": Phrase(nl: "de soort grond", en: "the kind of ground"),
        "explanation": Phrase(nl: "waarom deze grond hier geldt", en: "why this ground holds here"),
        "duty": Phrase(
            nl: "de wettelijke rapportageplicht; alleen bij de grond public-reporting",
            en: "the statutory duty to report; for the ground public-reporting only"),
        "citation": Phrase(
            nl: "de bepaling, zoals een artikel van de CSRD", en: "the provision, such as an article of the CSRD"),
        "appliesBecause": Phrase(
            nl: "waarom het bedrijf onder de bepaling valt", en: "why the company falls within its scope"),
        "duty.from": Phrase(
            nl: "de eerste dag waarop de plicht geldt", en: "the first day on which the duty holds"),
        "duty.until": Phrase(
            nl: "de laatste dag waarop de plicht geldt", en: "the last day on which the duty holds"),
        "weighing": Phrase(nl: "de weging van de belangen", en: "the weighing of the interests"),
        "alternatives": Phrase(
            nl: "een gevolg dat is overwogen en niet gekozen", en: "a consequence that was considered and not chosen"),
        "alternatives.kind": Phrase(nl: "het overwogen gevolg", en: "the consequence that was considered"),
        "whyNot": Phrase(nl: "waarom niet", en: "why not"),
        "ruleReferences": Phrase(
            nl: "een regel waarop het besluit rust, zoals R1", en: "a rule that the decision rests on, such as R1"),
        "departure": Phrase(
            nl: "waarom het juridisch advies niet is gevolgd", en: "why the legal advice was not followed"),
        "reconsideration": Phrase(
            nl: "wat het bedrijf kan doen om heroverweging te krijgen",
            en: "what the company can do to have the measure reconsidered"),
        "measure.decide.until": Phrase(
            nl: "de laatste dag van de maatregel; weggelaten: tot zij wordt ingetrokken",
            en: "the last day of the measure; left out: until it is revoked"),
        "termDays": Phrase(
            nl: "hoeveel dagen het bedrijf heeft om te reageren", en: "how many days the company has to respond"),
        "measure.receive-view.mode": Phrase(nl: "schriftelijk of mondeling", en: "in writing or orally"),
        "measure.receive-view.summary": Phrase(nl: "de zienswijze van het bedrijf", en: "the company's view"),
        "offersSteps": Phrase(
            nl: "of het bedrijf zegt dat het stappen zet of zal zetten",
            en: "whether the company says it takes or will take steps"),
        "exception": Phrase(
            nl: "de uitzondering op het horen (Awb 4:11, 4:12)", en: "the exception to hearing (Awb 4:11, 4:12)"),
        "measure.review.outcome": Phrase(nl: "of de maatregel blijft", en: "whether the measure stays"),
        "measure.revoke.ground": Phrase(nl: "waarom de maatregel vervalt", en: "the ground of revocation"),
        "ruling": Phrase(
            nl: "de uitspraak van de rechter waarop dit rust", en: "the court ruling that this rests on"),
        "ruling.reference": Phrase(
            nl: "waar de uitspraak te vinden is, zoals het zaaknummer",
            en: "where the ruling can be found, such as its case number"),
        "measure.add-evidence.title": Phrase(
            nl: "de titel van het bewijsstuk", en: "the title of the piece of evidence"),
        "position": Phrase(nl: "de strekking van het advies", en: "what the advice comes to"),
        "measure.receive-advice.summary": Phrase(nl: "het juridisch advies, kort", en: "the legal advice, in short"),
        "channel": Phrase(nl: "hoe het besluit is bekendgemaakt", en: "how the decision was notified"),
        "remedyClause": Phrase(
            nl: "of de rechtsmiddelen erbij staan (Awb 3:45)", en: "whether it names the legal remedies (Awb 3:45)"),
    ]
}
