extension Vocabulary {
    /// Support and the claims that follow from it.
    ///
    /// Amounts are whole euro cents.
    static let supports: [String: Phrase] = [
        "amount": Phrase(nl: "het bedrag in hele eurocenten", en: "the amount in whole euro cents"),
        "support.apply.kind": Phrase(nl: "de soort steun", en: "the kind of support"),
        "instrument": Phrase(nl: "de regeling, zoals DHI of SIB", en: "the scheme, such as DHI or SIB"),
        "activities": Phrase(
            nl: "een code voor de activiteiten, gelijk over tijdvakken heen (Awb 4:57)",
            en: "a code for the activities, the same across periods (Awb 4:57)"),
        "description": Phrase(nl: "waarvoor de steun is", en: "what the support is for"),
        "isLarge": Phrase(
            nl: "of het project groot is, naar iemands oordeel", en: "whether the project is large, as someone judges"),
        "isRisky": Phrase(
            nl: "of het project risicovol is, naar iemands oordeel",
            en: "whether the project is risky, as someone judges"),
        "category": Phrase(
            nl: "de milieu- en sociale categorie: a is het zwaarst",
            en: "the environmental and social category: a is the most severe"),
        "policy": Phrase(nl: "de versie van het toetsingsbeleid", en: "the version of the screening policy"),
        "plan": Phrase(nl: "het monitoringplan", en: "the monitoring plan"),
        "partner": Phrase(nl: "wie de monitoring uitvoert", en: "who carries out the monitoring"),
        "dueDates": Phrase(nl: "een dag waarop een rapport moet zijn ontvangen", en: "a day by which a report is due"),
        "obligations": Phrase(nl: "een verplichting bij de steun", en: "an obligation that comes with the support"),
        "support.grant.conditions": Phrase(
            nl: "de versie van de steunvoorwaarden", en: "the version of the conditions of support"),
        "support.receive-report.dueDate": Phrase(
            nl: "de dag waarop dit rapport moest zijn ontvangen", en: "the day on which this report was due"),
        "support.receive-report.findings": Phrase(nl: "wat het rapport zegt", en: "what the report says"),
        "obligation": Phrase(
            nl: "de verplichting die niet is nagekomen", en: "the obligation that was not met"),
        "breachedOn": Phrase(nl: "de dag van het tekortschieten", en: "the day of the breach"),
        "newFacts": Phrase(
            nl: "het stuk waarop een nieuw vermoeden rust; weggelaten bij het eerste of hetzelfde vermoeden",
            en: "the document that a new suspicion rests on; left out for the first or the same suspicion"),
        "newFacts.reference": Phrase(nl: "waar het stuk te vinden is", en: "where the document can be found"),
        "entitled": Phrase(
            nl: "waarop het bedrijf recht houdt, in hele eurocenten",
            en: "what the company stays entitled to, in whole euro cents"),
        "support.terminate.measure": Phrase(
            nl: "de maatregel die dit zegt; weggelaten bij einde volgens de overeenkomst",
            en: "the measure that says so; left out for an end by contract"),
        "ground": Phrase(nl: "de grond in de Awb", en: "the ground in the Awb"),
        "support.determine.ground": Phrase(
            nl: "de grond van Awb 4:46 voor een lagere vaststelling; anders weggelaten",
            en: "the ground of Awb 4:46 for a lower determination; left out otherwise"),
        "hearing": Phrase(nl: "hoe het bedrijf is gehoord", en: "how the company was heard"),
        "basis": Phrase(nl: "waar de terugvordering op rust", en: "what the reclaim rests on"),
        "support.reclaim.claim": Phrase(
            nl: "de aanduiding van de nieuwe vordering", en: "the identifier of the new claim"),
        "support.reclaim.measure": Phrase(
            nl: "de maatregel, als de terugvordering daarop rust", en: "the measure, when the reclaim rests on one"),
        "support.reclaim.dueDate": Phrase(
            nl: "de laatste dag om te betalen; weggelaten: zes weken na bekendmaking",
            en: "the last day for payment; left out: six weeks after notification"),

        // Claims.
        "interest": Phrase(
            nl: "de rente die vervalt, in hele eurocenten", en: "the interest that is dropped, in whole euro cents"),
        "warnsOfCosts": Phrase(
            nl: "of de aanmaning kosten aanzegt (Awb 4:112)", en: "whether the reminder announces costs (Awb 4:112)"),
        "instalments": Phrase(nl: "een termijn van de regeling", en: "one instalment of the arrangement"),
        "claim.charge-interest.until": Phrase(
            nl: "de laatste dag waarover rente is berekend", en: "the last day that interest is charged for"),
        "claim.set-off.support": Phrase(
            nl: "de steun waarmee wordt verrekend", en: "the support that it is set off against"),
    ]
}
