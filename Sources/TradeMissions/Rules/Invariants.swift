/// The invariants of the book, INV-1 to INV-30, each with what it rests on.
extension Rule {
    package static let invariants: [Rule] = [
        inv1, inv2, inv3, inv4, inv5, inv6, inv7, inv8, inv9, inv10,
        inv11, inv12, inv13, inv14, inv15, inv16, inv17, inv18, inv19, inv20,
        inv21, inv22, inv23, inv24, inv25, inv26, inv27, inv28, inv29, inv30,
    ]

    package static let inv1 = Rule(
        "INV-1", .must,
        title: Phrase(nl: "Twee bevindingen, in volgorde", en: "Two findings, in order"),
        source: Source(
            .letter, "R1",
            quote: "als blijkt dat een bedrijf zich niet aan de OESO-richtlijnen houdt en ook niet welwillend is"),
        remedy: Phrase(
            nl: "Leg beide bevindingen voorlopig vast vóór het voornemen en bevestig ze na de zienswijze.",
            en: "Record both findings provisionally before the intention and confirm them after the hearing."))

    package static let inv2 = Rule(
        "INV-2", .must,
        title: Phrase(nl: "Geen maatregel zonder mens", en: "No measure without a person"),
        source: .letter("dan kan dit … tot gevolg hebben"),
        remedy: Phrase(
            nl: "Laat een bevoegde functionaris beslissen, met een weging.",
            en: "Have an authorised officer decide, with a weighing."))

    package static let inv3 = Rule(
        "INV-3", .must,
        title: Phrase(
            nl: "Geen terugvordering zonder beëindiging of intrekking",
            en: "No reclaim without termination or withdrawal"),
        source: Source(.letter, "R3; Awb 4:57", quote: "beëindiging (en terugvordering) van de steun"),
        remedy: Phrase(
            nl: "Beëindig de steun of trek die in, en vorder dan terug.",
            en: "Terminate or withdraw the support, then reclaim."))

    package static let inv4 = Rule(
        "INV-4", .must,
        title: Phrase(nl: "Eerst horen, dan beslissen", en: "Hear first, then decide"),
        source: Source(.unverified, "Awb 4:8, 4:11, 4:12"),
        remedy: Phrase(
            nl: "Wacht op de zienswijze of het einde van de termijn, of leg een uitzondering met redenen vast.",
            en: "Wait for the view or the end of its term, or record a reasoned exception."))

    package static let inv5 = Rule(
        "INV-5", .must,
        title: Phrase(
            nl: "Uitzondering 4:12 geldt niet bij intrekking van subsidie",
            en: "Exception 4:12 does not hold for withdrawal of a subsidy"),
        source: Source(.unverified, "Awb 4:12, 4:48–4:50"),
        remedy: Phrase(
            nl: "Stel het bedrijf in de gelegenheid zijn zienswijze te geven.",
            en: "Give the company the opportunity to state its view."))

    package static let inv6 = Rule(
        "INV-6", .must,
        title: Phrase(
            nl: "Een besluit rust op redenen, regels en bewijs", en: "A decision rests on reasons, rules and evidence"),
        source: Source(.unverified, "Awb 3:46"),
        remedy: Phrase(
            nl: "Noem de redenen, de regels en het bewijs.",
            en: "State the reasons, the rules and the evidence."))

    package static let inv7 = Rule(
        "INV-7", .must,
        title: Phrase(
            nl: "Wie voorstelt of voorbereidt, beslist en betaalt niet; wie betaalt, beslist of sluit niet af",
            en: "Who proposes or prepares neither decides nor pays; who pays neither decides nor closes"),
        source: Source(
            .seen,
            Phrase(
                nl: "Awb 10:3 lid 3, 7:5; vier ogen. Het scheiden van betalen kiest dit boek zelf. Wat na "
                    + "de goedkeuring aan een programma wordt toegevoegd, vraagt geen nieuwe: de brief laat tot het vertrek "
                    + "vrij dat een gesprek er nog in komt",
                en: "Awb 10:3 lid 3, 7:5; four eyes. To part paying from the rest is this book's own choice. What is "
                    + "added to a programme after its approval asks for none anew: until departure the letter leaves free "
                    + "that a meeting still gets a place in it")),
        remedy: Phrase(
            nl: "Laat een andere bevoegde functionaris beslissen.",
            en: "Have another authorised officer decide."))

    package static let inv8 = Rule(
        "INV-8", .must,
        title: Phrase(
            nl: "De beslisser heeft mandaat, die dag en bij het vastleggen",
            en: "The decider holds a mandate, on the date and at recording"),
        source: Source(.seen, "Awb 10:3, 10:10"),
        remedy: Phrase(
            nl: "Laat een functionaris met geldig mandaat beslissen, of leg het mandaat vast.",
            en: "Have an officer with a valid mandate decide, or record the mandate."))

    package static let inv9 = Rule(
        "INV-9", .must,
        title: Phrase(
            nl: "De bezwaartermijn begint bij de bekendmaking", en: "The objection term starts at notification"),
        source: Source(.unverified, "Awb 6:8"),
        remedy: Phrase(
            nl: "Maak het besluit eerst bekend.",
            en: "Notify the decision first."))

    package static let inv10 = Rule(
        "INV-10", .prohibition,
        title: Phrase(nl: "Geen publiek rapport is geen grond", en: "A missing public report is no ground"),
        source: .letter("is de keuze om hierover publiekelijk te rapporteren een keuze van het bedrijf zelf"),
        remedy: Phrase(
            nl: "Noem de wettelijke plicht die op deze datum voor dit bedrijf geldt, of laat deze grond weg.",
            en: "Cite the statutory duty that holds for this company on this date, or leave the ground out."))

    package static let inv11 = Rule(
        "INV-11", .must,
        title: Phrase(
            nl: "Een label, signaal of lijst is nooit de enige grond",
            en: "A label, signal or list is never the only ground"),
        source: .letter("gericht op bewustwording …, niet op uitsluiting"),
        remedy: Phrase(
            nl: "Onderzoek het gedrag van het bedrijf zelf en leg dat als grond vast.",
            en: "Investigate the conduct of the company itself and record that as a ground."))

    package static let inv12 = Rule(
        "INV-12", .must,
        title: Phrase(
            nl: "De intrekkingsgrond past bij de stand van de subsidie",
            en: "The ground of withdrawal fits the state of the subsidy"),
        source: Source(.seen, "Awb 4:46, 4:48, 4:49, 4:50"),
        remedy: Phrase(
            nl: "Gebruik 4:48 vóór en 4:49 na de vaststelling; 4:50 werkt alleen voor wat nog niet is betaald.",
            en: "Use 4:48 before and 4:49 after determination; 4:50 works only for what was not paid yet."))

    package static let inv13 = Rule(
        "INV-13", .must,
        title: Phrase(nl: "Na vijf jaar geen terugvordering", en: "No recovery after five years"),
        source: Source(.seen, "Awb 4:57 lid 4, 4:49 lid 3"),
        remedy: Phrase(
            nl: "De termijn is verstreken; dit bedrag kan niet meer worden teruggevorderd.",
            en: "The term has passed; this amount can no longer be recovered."))

    package static let inv14 = Rule(
        "INV-14", .must,
        title: Phrase(nl: "De rekening klopt op de cent", en: "The account balances to the cent"),
        source: .book,
        remedy: Phrase(
            nl: "Verlaag het bedrag tot wat verschuldigd of betaald is.",
            en: "Lower the amount to what is due or paid."))

    package static let inv15 = Rule(
        "INV-15", .must,
        title: Phrase(
            nl: "Alleen verrekenen bij dezelfde ontvanger en activiteiten",
            en: "Set off only with the same recipient and activities"),
        source: Source(.seen, "Awb 4:57 lid 3"),
        remedy: Phrase(
            nl: "Verreken met een subsidie aan dezelfde ontvanger voor dezelfde activiteiten in een ander tijdvak.",
            en: "Set off against a subsidy to the same recipient for the same activities in another period."))

    package static let inv16 = Rule(
        "INV-16", .must,
        title: Phrase(
            nl: "Inzet op organisaties en vakbonden vóór vertrek",
            en: "Effort towards organisations and unions before departure"),
        source: .letter(
            "waar sprake is van verhoogde mensenrechtenrisico’s, ingezet op betrokkenheid van (lokale) maatschappelijke organisaties en vakbonden in het missieprogramma"
        ),
        remedy: Phrase(
            nl: "Nodig een organisatie en een vakbond uit, of leg met redenen vast waarom daarvan is afgezien.",
            en: "Invite an organisation and a union, or record with reasons why not."))

    package static let inv17 = Rule(
        "INV-17", .must,
        title: Phrase(nl: "Geen open BMO-kwestie bij vertrek", en: "No open BMO concern at departure"),
        source: .letter("kwesties adresseren die meegenomen worden bij de voorlichting aan bedrijven"),
        remedy: Phrase(
            nl: "Behandel de kwestie in een voorlichting of leg met redenen vast waarom niet.",
            en: "Address the concern in a briefing or record with reasons why not."))

    package static let inv18 = Rule(
        "INV-18", .must,
        title: Phrase(nl: "Elk bevestigd bedrijf is voorgelicht", en: "Every confirmed company was informed"),
        source: Source(
            .design,
            Phrase(
                nl: "naar Saoedi-Arabië R10, elders een regel van dit boek",
                en: "R10 to Saudi Arabia, a rule of this book elsewhere")),
        remedy: Phrase(
            nl: "Leg de aanwezigheid bij een voorlichting of een aparte voorlichting vast.",
            en: "Record attendance at a briefing or an individual briefing."))

    package static let inv19 = Rule(
        "INV-19", .expected,
        title: Phrase(
            nl: "De voorlichtingen dekken de onderwerpen van R11", en: "The briefings cover the topics of R11"),
        source: .letter(
            "voorgelicht over het belang van IMVO en over lokale risico’s en manieren om die risico’s te mitigeren"),
        remedy: Phrase(
            nl: "Behandel de ontbrekende onderwerpen alsnog.",
            en: "Cover the missing topics yet."))

    package static let inv20 = Rule(
        "INV-20", .must,
        title: Phrase(
            nl: "Bevestigen alleen wat volledig is, op volgorde, binnen het maximum",
            en: "Confirm only what is complete, in order, within the maximum"),
        source: Source(
            .seen, Phrase(nl: "RVO-voorwaarden missies 1–5", en: "RVO's conditions for missions, 1–5")),
        remedy: Phrase(
            nl:
                "Maak de aanmelding volledig, volg de volgorde van ontvangst of geef een reden, en blijf binnen het maximum.",
            en: "Complete the registration, follow the order of receipt or give a reason, and stay within the maximum.")
    )

    package static let inv21 = Rule(
        "INV-21", .must,
        title: Phrase(
            nl: "Een uitgesloten bedrijf gaat niet mee op die missie",
            en: "An excluded company does not join that mission"),
        source: Source(.letter, "R3", quote: "uitsluiting van een handelsmissie"),
        remedy: Phrase(
            nl: "Trek de maatregel in, of bevestig het bedrijf voor een andere missie.",
            en: "Revoke the measure, or confirm the company for another mission."))

    package static let inv22 = Rule(
        "INV-22", .must,
        title: Phrase(
            nl: "Herstel van deelname zolang de missie niet is vertrokken",
            en: "Restore participation while the mission has not departed"),
        source: .book,
        remedy: Phrase(
            nl: "Na vertrek wordt vastgelegd dat herstel onmogelijk is.",
            en: "After departure it is recorded that restoration is impossible."))

    package static let inv23 = Rule(
        "INV-23", .must,
        title: Phrase(
            nl: "Geen aanmelding voor een geannuleerde missie", en: "No registration for a cancelled mission"),
        source: .book,
        remedy: Phrase(
            nl: "Kies een missie die openstaat.",
            en: "Choose a mission that is open."))

    package static let inv24 = Rule(
        "INV-24", .must,
        title: Phrase(
            nl: "Monitoringplan bij grote of risicovolle steun", en: "Monitoring plan for large or risky support"),
        source: .letter("zorgen deze partners voor monitoring bij grote of risicovolle projecten"),
        remedy: Phrase(
            nl: "Leg een monitoringplan vast.",
            en: "Record a monitoring plan."))

    package static let inv25 = Rule(
        "INV-25", .must,
        title: Phrase(
            nl: "Een consultatie sluit niet zonder IMVO-punt", en: "A consultation does not close without an IMVO item"),
        source: .letter("IMVO standaard onderdeel van het gesprek in bilaterale economische consultaties"),
        remedy: Phrase(
            nl: "Leg het IMVO-punt vast.",
            en: "Record the IMVO item."))

    package static let inv26 = Rule(
        "INV-26", .must,
        title: Phrase(
            nl: "Niet later dan nu, en met reden als het lang geleden is",
            en: "Not later than now, and with a reason when long ago"),
        source: .book,
        remedy: Phrase(
            nl: "Geef het moment waarop het gebeurde, en een reden als dat meer dan zeven dagen geleden is.",
            en: "Give the moment at which it happened, and a reason when that is more than seven days ago."))

    package static let inv27 = Rule(
        "INV-27", .must,
        title: Phrase(
            nl: "Alleen toevoegen, en in elk dossier zonder gaten", en: "Append only, and without gaps in any stream"),
        source: .book,
        remedy: Phrase(
            nl: "Corrigeer met een nieuwe gebeurtenis.",
            en: "Correct by a new event."))

    package static let inv28 = Rule(
        "INV-28", .must,
        title: Phrase(nl: "Eén opdrachtnummer, één uitkomst", en: "One command id, one outcome"),
        source: .book,
        remedy: Phrase(
            nl: "Geef een andere opdracht een nieuw nummer.",
            en: "Give another command a new id."))

    package static let inv29 = Rule(
        "INV-29", .must,
        title: Phrase(
            nl: "Namen en nummers staan in het register, niet in het logboek",
            en: "Names and numbers live in the register, not in the log"),
        source: Source(.design, Phrase(nl: "regel van dit boek; AVG", en: "rule of this book; GDPR (AVG)")),
        remedy: Phrase(
            nl: "Laat de naam, het nummer of het adres weg en verwijs met de aanduiding.",
            en: "Leave out the name, number or address and refer by identifier."))

    package static let inv30 = Rule(
        "INV-30", .must,
        title: Phrase(
            nl: "Een gepasseerde poort heeft een tweede functionaris en een reden",
            en: "An overridden gate has a second officer and a reason"),
        source: .book,
        remedy: Phrase(
            nl: "Laat een andere functionaris dan de voorbereider de poort passeren, met een reden.",
            en: "Have an officer other than the preparer override the gate, with a reason."))
}
