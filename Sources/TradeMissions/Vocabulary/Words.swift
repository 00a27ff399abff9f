extension Vocabulary {
    /// What a word of a closed list reads like in each language, by the word as it is stored.
    ///
    /// A word that means the same in several lists stands here once. Nil for a word of no list.
    package static func word(_ stored: String) -> Phrase? { words[stored] }

    /// Read as bytes, since a question that shows one word waits for all of them.
    private static let words: [String: Phrase] = {
        var words: [String: Phrase] = [:]
        let lines = Array(table.utf8).split(separator: UInt8(ascii: "\n"))
        words.reserveCapacity(lines.count)
        for line in lines {
            let parts = line.split(separator: UInt8(ascii: "=")).map { $0.trimmed }
            let isNew =
                parts.count == 3 && words.updateValue(Phrase(nl: parts[1], en: parts[2]), forKey: parts[0]) == nil
            precondition(isNew, "not one word in two languages: \(String(decoding: line, as: UTF8.self))")
        }
        return words
    }()

    /// As stored, in Dutch, in English.
    private static let table = """
        onbekend = onbekend = unknown
        geopend = geopend = opened
        voorgesteld = voorgesteld = proposed
        voornemen-verzonden = voornemen verzonden = intention sent
        zienswijze-ontvangen = zienswijze ontvangen = view received
        termijn-verlopen = termijn verlopen = term lapsed
        uitzondering = uitzondering = exception
        besloten = besloten = decided
        bekendgemaakt = bekendgemaakt = notified
        in-werking = in werking = in force
        geschorst = geschorst = suspended
        ingetrokken = ingetrokken = withdrawn
        vervallen = vervallen = expired
        gesloten-zonder-maatregel = gesloten zonder maatregel = closed without a measure
        company-conduct = gedrag van het bedrijf = conduct of the company
        unwillingness = niet welwillend = unwillingness
        public-reporting = openbaar rapporteren = public reporting
        country-risk = landenrisico = country risk
        bmo-concern = BMO-kwestie = BMO concern
        external-list = externe lijst = external list
        score = score = score
        none = geen maatregel = no measure
        terminate-support = steun beëindigen = terminate support
        terminate-and-reclaim = steun beëindigen en terugvorderen = terminate support and reclaim it
        exclude-from-mission = uitsluiten van de missie = exclude from the mission
        exclude-from-other-activity = uitsluiten van een andere activiteit = exclude from another activity
        schriftelijk = schriftelijk = in writing
        mondeling = mondeling = orally
        positief = positief = favourable
        voorwaardelijk = voorwaardelijk = conditional
        negatief = negatief = unfavourable
        aangetekend = aangetekend = registered letter
        brief = brief = letter
        uitgereikt = uitgereikt = handed over
        elektronisch = elektronisch = electronically
        objection-upheld = bezwaar gegrond = objection upheld
        ground-lapsed = grond vervallen = ground lapsed
        court = rechter = court
        in-persoon = in persoon = in person
        mandaat = mandaat = mandate
        uitspraak = uitspraak = ruling
        rol = rol = role
        handhaven = handhaven = maintain
        intrekken = intrekken = revoke
        micro = micro = micro
        klein = klein = small
        middelgroot = middelgroot = medium-sized
        groot = groot = large
        e-mail = e-mail = e-mail
        telefoon = telefoon = telephone
        gesprek = gesprek = conversation
        inhoudelijk = inhoudelijk = substantive
        gedeeltelijk = gedeeltelijk = partial
        afgewezen = afgewezen = declined
        geen = geen = none
        verplichten = verplichten = oblige
        voorwaarden-stellen = voorwaarden stellen = set conditions
        verleiden = verleiden = entice
        vergemakkelijken = vergemakkelijken = make easier
        voorlichten = voorlichten = inform
        ingebracht = ingebracht = raised
        toegewezen = toegewezen = assigned
        gekoppeld = gekoppeld = linked
        geadresseerd-in-briefing = behandeld in een voorlichting = addressed in a briefing
        gemotiveerd-niet-geadresseerd = met redenen niet behandeld = declined with reasons
        teruggekoppeld-aan-bmo = teruggekoppeld aan het BMO = reported back to the BMO
        gesloten = gesloten = closed
        heropend = heropend = reopened
        matig = matig = moderate
        ernstig = ernstig = serious
        zeer-ernstig = zeer ernstig = severe
        voorlichting = voorlichting = briefing
        programma = programma = programme
        aangenomen = aangenomen = accepted
        afgeslagen = afgeslagen = declined
        deelgenomen = deelgenomen = took part
        niet-verschenen = niet verschenen = did not show
        lokaal = lokaal = local
        nederlands = Nederlands = Dutch
        internationaal = internationaal = international
        openbaar = openbaar = public
        intern = intern = internal
        vertrouwelijk = vertrouwelijk = confidential
        bijzonder = bijzonder = special
        niet-naleving = niet-naleving = non-adherence
        niet-welwillend = niet welwillend = unwillingness
        niet-vastgesteld = niet vastgesteld = not found
        voorlopig = voorlopig = provisional
        bevestigd = bevestigd = confirmed
        weerlegd = weerlegd = refuted
        gestart = gestart = started
        beoordeeld = beoordeeld = assessed
        plan-gevraagd = plan gevraagd = plan requested
        plan-ingediend = plan ingediend = plan submitted
        plan-aanvaard = plan aanvaard = plan accepted
        plan-afgewezen = plan afgewezen = plan rejected
        geweigerd = geweigerd = refused
        herbeoordeeld = herbeoordeeld = under review
        regulier = regulier = regular
        verhoogd = verhoogd = elevated
        1-integreer = 1 integreer = 1 embed
        2-identificeer = 2 identificeer = 2 identify
        3-stop-voorkom-beperk = 3 stop, voorkom, beperk = 3 cease, prevent, mitigate
        4-monitor = 4 monitor = 4 track
        5-communiceer = 5 communiceer = 5 communicate
        6-herstel = 6 herstel = 6 remedy
        aanwezig = aanwezig = present
        ontbreekt = ontbreekt = absent
        niet-gezien = niet gezien = not seen
        op-orde = op orde = in order
        verbeterpunten = verbeterpunten = needs improvement
        zorgelijk = zorgelijk = worrying
        ja = ja = yes
        nee = nee = no
        aangekondigd = aangekondigd = announced
        vastgesteld = vastgesteld = determined
        uitgevoerd = uitgevoerd = carried out
        open = open = open
        aangemaand = aangemaand = reminder sent
        dwangbevel = dwangbevel = writ issued
        regeling = betalingsregeling = payment arrangement
        voldaan = voldaan = settled
        kwijtgescholden = kwijtgescholden = remitted
        oninbaar = oninbaar = written off
        verjaard = verjaard = prescribed
        aangevraagd = aangevraagd = applied for
        gescreend = getoetst = screened
        verleend = verleend = granted
        afgerekend = afgerekend = settled
        herzien = herzien = revised
        beeindigd = beëindigd = terminated
        subsidie = subsidie = subsidy
        lening = lening = loan
        verzekering = verzekering = insurance
        a = A = A
        b = B = B
        c = C = C
        maatregel = maatregel = measure
        verlening-ingetrokken = verlening ingetrokken = grant withdrawn
        vaststelling-ingetrokken = vaststelling ingetrokken = determination withdrawn
        te-veel-voorschot = te veel voorschot = undue advance
        overeenkomst = overeenkomst = contract
        aangemeld = aangemeld = registered
        wachtlijst = wachtlijst = waiting list
        geannuleerd = geannuleerd = cancelled
        teruggetrokken = teruggetrokken = withdrawn
        uitgesloten = uitgesloten = excluded
        meegereisd = meegereisd = took part
        voorwaarden = voorwaarden = conditions
        mvo-zelfscan = MVO-zelfscan = RBC self-scan
        matchmaking-intake = matchmaking-intake = matchmaking intake
        bedrijfsprofiel = bedrijfsprofiel = company profile
        onvolledig-formulier = onvolledig formulier = incomplete form
        te-laat = te laat = too late
        maximum-bereikt = maximum bereikt = maximum reached
        doelstellingen-bedrijf = doelstellingen van het bedrijf = objectives of the company
        relatie-met-overheid = relatie met de overheid = relation with the government
        karakter-missie = karakter van de missie = character of the mission
        evenwichtige-samenstelling = evenwichtige samenstelling = balanced composition
        administrator = beheerder = administrator
        mission-manager = missiemanager = mission manager
        mission-approver = goedkeurder = mission approver
        imvo-adviser = IMVO-adviseur = RBC adviser
        bmo-coordinator = BMO-coördinator = BMO coordinator
        case-handler = dossierbehandelaar = case handler
        decision-maker = beslisser = decision maker
        office-holder = bewindspersoon = office holder
        support-officer = steunbehandelaar = support officer
        payment-officer = betaalfunctionaris = payment officer
        post-officer = postmedewerker = post officer
        auditor = auditor = auditor
        measures = maatregelen = measures
        support = steun = support
        objections = bezwaren = objections
        gepland = gepland = planned
        gehouden = gehouden = held
        fysiek = fysiek = in person
        online = online = online
        hybride = hybride = hybrid
        telefonisch = telefonisch = by telephone
        belang-imvo = belang van IMVO = importance of RBC
        lokale-risicos = lokale risico's = local risks
        mitigatie = mitigatie = mitigation
        zes-stappen = de zes stappen = the six steps
        herstel = herstel = remedy
        hulpkanalen = hulpkanalen = help channels
        maatschappelijke-organisatie = maatschappelijke organisatie = civil-society organisation
        vakbond = vakbond = trade union
        deskundige = deskundige = expert
        functionaris = functionaris = officer
        post = post = post
        ok = in orde = in order
        waived = afgezien = waived
        overridden = terzijde geschoven = overridden
        not-applicable = n.v.t. = not applicable
        goedgekeurd = goedgekeurd = approved
        inschrijving-open = inschrijving open = registration open
        inschrijving-gesloten = inschrijving gesloten = registration closed
        voorbereiding = voorbereiding = in preparation
        vertrekgereed = vertrekgereed = ready to depart
        onderweg = onderweg = under way
        afgerond = afgerond = ended
        geevalueerd = geëvalueerd = evaluated
        uitgesteld = uitgesteld = postponed
        laag = laag = low
        hoog = hoog = high
        red = rood = red
        amber = oranje = amber
        green = groen = green
        contactpersoon = contactpersoon = contact person
        mensenrechtenverdediger = mensenrechtenverdediger = human-rights defender
        ondertekenaar = ondertekenaar = signatory
        anders = anders = other
        bezwaar = bezwaar = objection
        beroep = beroep = appeal
        woo-verzoek = Woo-verzoek = Woo request
        parlementair-onderzoek = parlementair onderzoek = parliamentary inquiry
        bewaren = bewaren (B) = keep (B)
        vernietigen = vernietigen (V) = destroy (V)
        maanden = maanden = months
        jaren = jaren = years
        dossier-gesloten = dossier gesloten = file closed
        bezwaartermijn-verstreken = bezwaartermijn verstreken = objection term over
        missie-afgelopen = missie afgelopen = mission over
        steun-afgerekend = steun afgerekend = support settled
        laatste-gebeurtenis = laatste gebeurtenis = last event
        vernietigingsstop = vernietigingsstop = legal hold
        categorie-nog-niet-vastgesteld = de eigenaar stelde nog geen categorie vast, geen grond van AVG 17 lid 3 = the owner has published no category yet, no ground of GDPR 17(3)
        dossier-nog-open = het dossier is nog open = the file is still open
        ander-dossier-rust-erop = nodig voor een ander dossier = needed by another file
        verantwoording-van-bewaren = verantwoording van bewaren en vernietigen, AVG 5 lid 2 = account of keeping and destroying, GDPR 5(2)
        termijn-niet-begonnen = termijn niet begonnen = term not begun
        termijn-loopt = termijn loopt = term runs
        blijvend-te-bewaren = blijvend te bewaren = to be kept for good
        niet-meer-nodig = niet meer nodig = no longer needed
        toestemming-ingetrokken = toestemming ingetrokken = consent withdrawn
        onrechtmatig-verwerkt = onrechtmatig verwerkt = processed unlawfully
        wettelijke-plicht = wettelijke plicht = legal obligation
        dienst-aan-kind = dienst aan een kind = service to a child
        eenmanszaak = eenmanszaak = sole trader
        personenvennootschap = personenvennootschap = partnership of persons
        zonder-rechtspersoonlijkheid = verband zonder rechtspersoonlijkheid = group without legal personality
        betrokkene = betrokkene = data subject
        vertegenwoordiger = vertegenwoordiger = representative
        toezichthouder = toezichthouder = supervisory authority
        ambtshalve = ambtshalve = of its own motion
        privacy-officer = privacyfunctionaris = privacy officer
        records-manager = informatiebeheerder = records manager
        administration = boek = book
        officer = functionaris = officer
        person = persoon = person
        country = land = country
        mission = handelsmissie = trade mission
        briefing = voorlichting = briefing
        participation = deelname = participation
        company = bedrijf = company
        organisation = maatschappelijke organisatie = civil-society organisation
        involvement = betrokkenheid = involvement
        bmo = Breed Mensenrechten Overleg = broad human-rights consultation
        concern = kwestie = concern
        assessment = beoordeling = assessment
        measure = maatregeldossier = measure file
        claim = vordering = claim
        hold = vernietigingsstop = legal hold
        retention = bewaarschema = retention schedule
        erasure = wissing = erasure
        disposal = vernietigingslijst = destruction list
        4:11 = Awb 4:11 = Awb 4:11
        4:12 = Awb 4:12 = Awb 4:12
        """
}

extension ArraySlice<UInt8> {
    fileprivate var trimmed: String {
        var text = drop { $0 == UInt8(ascii: " ") }
        while text.last == UInt8(ascii: " ") { text.removeLast() }
        return String(decoding: text, as: UTF8.self)
    }
}

extension RawRepresentable where RawValue == String {
    /// The word as a user reads it.
    package var word: Phrase { Vocabulary.word(rawValue) ?? Phrase(nl: rawValue, en: rawValue) }
}

extension Sequence where Element: RawRepresentable, Element.RawValue == String {
    /// The words, one behind the other.
    package var words: Phrase {
        Phrase(nl: map(\.word.nl).joined(separator: ", "), en: map(\.word.en).joined(separator: ", "))
    }
}
