/// The rules of the letter, R1 to R18, each with the force of its own words.
extension Rule {
    package static let letter: [Rule] = [
        r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, r12, r13, r14, r15, r16, r17, r18,
    ]

    package static let r1 = Rule(
        "R1", .precondition,
        title: Phrase(
            nl: "Beide voorwaarden: niet naleven én niet willen", en: "Both limbs: not adhering and unwilling"),
        source: .letter(
            "als blijkt dat een bedrijf zich niet aan de OESO-richtlijnen houdt en ook niet welwillend is om hier "
                + "stappen op te zetten"),
        remedy: Phrase(
            nl: "Leg beide bevindingen vast, elk met bewijs, en bevestig ze na de zienswijze; lukt dat niet, sluit het "
                + "dossier zonder maatregel.",
            en: "Record both findings, each with evidence, and confirm them after the hearing; failing that, close the "
                + "file without a measure."))

    package static let r2 = Rule(
        "R2", .may,
        title: Phrase(nl: "Een gevolg kán volgen, nooit vanzelf", en: "A consequence may follow, never by itself"),
        source: .letter("dan kan dit … tot gevolg hebben"),
        remedy: Phrase(
            nl: "Een mens beslist en weegt; ook ‘geen maatregel’ is een besluit.",
            en: "A person decides and weighs; “no measure” is a decision too."))

    package static let r3 = Rule(
        "R3", .must,
        title: Phrase(nl: "De gevolgen die de brief noemt", en: "The consequences that the letter names"),
        source: .letter(
            "beëindiging (en terugvordering) van de steun of uitsluiting van een handelsmissie of andere activiteit"),
        remedy: Phrase(
            nl: "Kies één of meer van de genoemde gevolgen, met hun bereik; ‘geen’ staat alleen.",
            en: "Choose one or more of the named consequences, with their scope; “none” stands alone."))

    package static let r4 = Rule(
        "R4", .must,
        title: Phrase(nl: "In alle gevallen dezelfde toets", en: "The same test in all cases"),
        source: .letter("In alle gevallen geldt echter wel"),
        remedy: Phrase(
            nl: "Ook voor steun gelden beide voorwaarden van R1.", en: "Both limbs of R1 hold for support as well."))

    package static let r5 = Rule(
        "R5", .purpose,
        title: Phrase(nl: "Gericht op bewustwording, niet op uitsluiting", en: "Aimed at awareness, not at exclusion"),
        source: .letter(
            "gericht op bewustwording en het verbeteren van de verankering van IMVO, niet op uitsluiting van het "
                + "instrumentarium"),
        remedy: Phrase(
            nl: "Begin met advies, doorverwijzing of een verbeterplan.",
            en: "Begin with advice, a referral or an improvement plan."))

    package static let r6 = Rule(
        "R6", .prohibition,
        title: Phrase(
            nl: "Publiek rapporteren is een keuze van het bedrijf", en: "Public reporting is the company's own choice"),
        source: .letter(
            "zolang een bedrijf zich houdt aan de toepasselijke wet- en regelgeving … is de keuze om hierover publiekelijk "
                + "te rapporteren een keuze van het bedrijf zelf"),
        remedy: Phrase(
            nl: "Noem de wettelijke plicht die op deze datum voor dit bedrijf geldt, of laat deze grond weg.",
            en: "Cite the statutory duty that holds for this company on this date, or leave the ground out."))

    package static let r7 = Rule(
        "R7", .effort,
        title: Phrase(
            nl: "Ingezet op betrokkenheid van maatschappelijke organisaties en vakbonden",
            en: "Effort to involve civil-society organisations and trade unions"),
        source: .letter(
            "waar sprake is van verhoogde mensenrechtenrisico’s, ingezet op betrokkenheid van (lokale) maatschappelijke "
                + "organisaties en vakbonden in het missieprogramma"),
        remedy: Phrase(
            nl:
                "Nodig ten minste één organisatie en één vakbond uit, of leg met redenen vast waarom daarvan is afgezien. "
                + "Aanwezigheid wordt niet gevraagd.",
            en:
                "Invite at least one organisation and one union, or record with reasons why not. Attendance is not asked."
        ))

    package static let r8 = Rule(
        "R8", .may,
        title: Phrase(
            nl: "Maatschappelijke organisaties kunnen bij de voorlichting worden betrokken",
            en: "Civil society may be involved in informing companies"),
        source: .letter(
            "Bij handelsmissies naar landen waar mensenrechtenrisico’s spelen kunnen maatschappelijke organisaties "
                + "betrokken worden bij de voorlichting aan bedrijven, bijvoorbeeld via het Breed Mensenrechten Overleg"
        ),
        remedy: Phrase(
            nl: "Leg vast of, en zo nee waarom niet.", en: "Record whether they were, and if not, why."))

    package static let r9 = Rule(
        "R9", .must,
        title: Phrase(
            nl: "Kwesties uit het BMO worden meegenomen in de voorlichting",
            en: "BMO concerns are taken along in briefings"),
        source: .letter(
            "Het Breed Mensenrechten Overleg is het platform waar maatschappelijke organisaties kwesties adresseren die "
                + "meegenomen worden bij de voorlichting aan bedrijven"),
        remedy: Phrase(
            nl: "Behandel de kwestie in een gehouden voorlichting, of leg met redenen vast waarom niet.",
            en: "Address the concern in a briefing that was held, or record with reasons why not."))

    package static let r10 = Rule(
        "R10", .must,
        title: Phrase(
            nl: "Bij missies naar Saoedi-Arabië: IMVO actief onder de aandacht gebracht",
            en: "On missions to Saudi Arabia: IMVO actively brought to companies' attention"),
        source: .letter(
            "wordt bij Nederlandse bedrijven die deelnemen aan handelsmissies naar Saoedi-Arabië actief onder de aandacht "
                + "gebracht"),
        remedy: Phrase(
            nl: "Leg voor elk bevestigd bedrijf vast dat het een voorlichting bijwoonde of apart is voorgelicht.",
            en: "Record for each confirmed company that it attended a briefing or was briefed individually."))

    package static let r11 = Rule(
        "R11", .must,
        title: Phrase(nl: "De inhoud van de voorlichting", en: "What companies are told"),
        source: .letter(
            "voorgelicht over het belang van IMVO en over lokale risico’s en manieren om die risico’s te mitigeren; "
                + "informatie over de zes stappen …, waar herstelmaatregelen onderdeel van uitmaken"),
        remedy: Phrase(
            nl: "Behandel de ontbrekende onderwerpen in een voorlichting.",
            en: "Cover the missing topics in a briefing."))

    package static let r12 = Rule(
        "R12", .must,
        title: Phrase(nl: "IMVO standaard in economische consultaties", en: "IMVO standard in economic consultations"),
        source: .letter("IMVO standaard onderdeel van het gesprek in bilaterale economische consultaties"),
        remedy: Phrase(nl: "Leg het IMVO-punt vast.", en: "Record the IMVO item."))

    package static let r13 = Rule(
        "R13", .must,
        title: Phrase(nl: "Monitoring bij grote of risicovolle projecten", en: "Monitoring of large or risky projects"),
        source: .letter("zorgen deze partners voor monitoring bij grote of risicovolle projecten"),
        remedy: Phrase(
            nl: "Leg een monitoringplan met een genoemde uitvoerder vast.",
            en: "Record a monitoring plan with a named executing partner."))

    package static let r14 = Rule(
        "R14", .expected,
        title: Phrase(nl: "Intensievere gepaste zorgvuldigheid verwacht", en: "Heightened due diligence is expected"),
        source: .letter("in hoog-risicocontexten een intensievere invulling van gepaste zorgvuldigheid wordt verwacht"),
        remedy: Phrase(
            nl: "Gebruik de verhoogde variant van de beoordeling.", en: "Use the heightened variant of the assessment.")
    )

    package static let r15 = Rule(
        "R15", .purpose,
        title: Phrase(nl: "Bedrijven blijven zelf verantwoordelijk", en: "Companies stay responsible themselves"),
        source: .letter(
            "Uiteindelijk dragen bedrijven zelf verantwoordelijkheid om te ondernemen volgens de OESO-richtlijnen"),
        remedy: Phrase(
            nl: "Wat hier is vastgelegd, is geen keurmerk.", en: "What is recorded here certifies nothing."))

    package static let r16 = Rule(
        "R16", .purpose,
        title: Phrase(nl: "Risico is niet het einde van samenwerking", en: "Risk does not end cooperation"),
        source: .letter("betekent daarbij niet automatisch dat economische samenwerking moet worden beëindigd"),
        remedy: Phrase(
            nl: "Uitstel of annulering is een eigen, gemotiveerd besluit.",
            en: "Postponing or cancelling is a reasoned decision of its own."))

    package static let r17 = Rule(
        "R17", .purpose,
        title: Phrase(nl: "Geen nationale koppen", en: "No national additions to EU law"),
        source: .letter("Het kabinet zet geen nationale koppen op Europese wetgeving"),
        remedy: Phrase(nl: "Toets aan het EU-bereik van de wet.", en: "Check against the EU scope of the law."))

    package static let r18 = Rule(
        "R18", .purpose,
        title: Phrase(nl: "Voorstander van transparantie", en: "In favour of transparency"),
        source: .letter("Daarbij is het kabinet voorstander van transparantie"),
        remedy: Phrase(nl: "Moedig aan, leg vast; eis niet.", en: "Encourage and record; do not demand."))
}
