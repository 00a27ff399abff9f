extension Vocabulary {
    /// Missions, their countries and those who travel.
    static let missions: [String: Phrase] = [
        "mission.propose.mission": Phrase(
            nl: "de aanduiding van de nieuwe missie, zoals mission-riyad-2026",
            en: "the identifier of the new mission, such as mission-riyad-2026"),
        "closingDate": Phrase(nl: "de laatste dag om aan te melden", en: "the last day to register"),
        "maximumParticipants": Phrase(
            nl: "hoeveel bedrijven ten hoogste meegaan", en: "how many companies join at most"),
        "conditions": Phrase(
            nl: "de versie van de voorwaarden", en: "the version of the conditions"),
        "level": Phrase(nl: "het risiconiveau", en: "the risk level"),
        "mission.reopen.from": Phrase(nl: "de nieuwe eerste dag van de reis", en: "the new first day of the journey"),
        "mission.reopen.until": Phrase(nl: "de nieuwe laatste dag van de reis", en: "the new last day of the journey"),
        "item": Phrase(nl: "de aanduiding van het programmaonderdeel", en: "the identifier of the programme item"),
        "mission.override-gate.item": Phrase(
            nl: "het punt van de vertrekpoort, zoals `missieboek gate` het noemt",
            en: "the gate item, as `missieboek gate` names it"),
        "involved": Phrase(
            nl: "of maatschappelijke organisaties bij de voorlichting worden betrokken",
            en: "whether civil society is involved in briefing companies"),
        "mission.waive-involvement.kind": Phrase(
            nl: "van welke soort organisatie wordt afgezien", en: "the kind of organisation that is not invited"),
        "mission.hold-debrief.findings": Phrase(
            nl: "wat de nabespreking opleverde", en: "what the debrief brought out"),

        // Countries.
        "country.consult-source.title": Phrase(nl: "de titel van de bron", en: "the title of the source"),
        "url": Phrase(nl: "het webadres van de bron", en: "the web address of the source"),
        "sources": Phrase(nl: "de geraadpleegde bronnen", en: "the sources that were consulted"),
        "sources.title": Phrase(nl: "de titel van de bron", en: "the title of the source"),
        "lawOnPaper": Phrase(nl: "wat de wet op papier bepaalt", en: "what the law says on paper"),
        "enforcement": Phrase(
            nl: "hoe de wet in de praktijk wordt gehandhaafd", en: "how the law is enforced in practice"),
        "validFrom": Phrase(
            nl: "de eerste dag waarop het profiel geldt", en: "the first day on which the profile holds"),

        // Participations.
        "lateReason": Phrase(
            nl: "waarom de aanmelding na de sluitingsdatum toch meedoet",
            en: "why the registration counts although it came after the closing date"),
        "deviationReason": Phrase(
            nl: "waarom van de volgorde van ontvangst wordt afgeweken",
            en: "why the order of receipt is departed from"),
        "signatory": Phrase(
            nl: "de functie van wie tekende, nooit de naam", en: "the function of who signed, never the name"),
        "participation.refuse.ground": Phrase(nl: "de weigeringsgrond", en: "the ground of refusal"),
        "present": Phrase(nl: "of het bedrijf meereisde", en: "whether the company took part"),
    ]
}
