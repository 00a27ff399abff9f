extension Vocabulary {
    /// What a field of an event is called in a list of its content; nil for a field that has no name here.
    package static func fieldName(_ field: String) -> Phrase? { fieldNames[field] }

    /// English is the field's own name, in words.
    private static let fieldNames: [String: Phrase] = phrases(dutchNames)

    /// The names of a list such as `dueDate=uiterlijk; officer=functionaris`.
    static func phrases(_ list: String) -> [String: Phrase] {
        list.split(separator: ";").reduce(into: [:]) { phrases, item in
            let parts = item.split(separator: "=", maxSplits: 1).map(String.init)
            let name = String(parts[0].drop { $0 == " " })
            precondition(parts.count == 2 && phrases[name] == nil, "no name: \(item)")
            phrases[name] = Phrase(nl: parts[1], en: words(name))
        }
    }

    private static func words(_ name: String) -> String {
        name.reduce(into: "") { words, letter in
            words += !words.isEmpty && letter.isUppercase ? " \(letter.lowercased())" : "\(letter.lowercased())"
        }
    }

    private static let dutchNames = """
        absent=afwezig; activities=activiteiten; activity=activiteit; administrator=beheerder; advisories=adviezen; \
        affectedGroup=getroffenen; agenda=agenda; alternatives=alternatieven; amount=bedrag; \
        appliesBecause=geldt omdat; assessment=beoordeling; attended=aanwezig; authority=bevoegdheid; \
        basis=grondslag; because=omdat; below=lager dan het land; breachedOn=tekortgeschoten op; \
        briefing=voorlichting; category=categorie; channel=wijze; citation=bepaling; claim=vordering; \
        closingDate=sluitingsdatum; company=bedrijf; comparedVersion=versie van het vergeleken profiel; concern=kwestie; conditions=voorwaarden; confidential=vertrouwelijk; \
        confidentialAbout=vertrouwelijk over; consequences=gevolgen; \
        consultedOn=geraadpleegd op; country=land; date=datum; \
        departure=afwijking; description=omschrijving; deviationReason=reden van afwijking; dueDate=uiterlijk; \
        dueDates=uiterlijk; duty=plicht; enforcement=handhaving; entitled=recht op; evidence=bewijs; \
        exception=uitzondering; expertise=deskundigheid; explanation=uitleg; facts=feiten; file=dossier; \
        findings=bevindingen; from=van; ground=grond; grounds=gronden; hash=SHA-256; hearing=horen; id=nummer; \
        instalments=termijnen; instrument=regeling; interest=rente; involved=betrokken; isLarge=groot; \
        isLate=te laat; isRisky=risicovol; item=onderdeel; judgement=oordeel; kind=soort; \
        lateReason=reden van te laat; lawOnPaper=wet op papier; level=niveau; mandate=mandaat; material=materiaal; \
        maximumParticipants=ten hoogste; means=middel; measure=maatregel; meeting=overleg; missing=ontbreekt; \
        mission=missie; missions=missies; mode=wijze; newFacts=nieuwe feiten; notifiedOn=bekendgemaakt op; \
        objectionUntil=bezwaar tot en met; obligation=verplichting; obligations=verplichtingen; \
        offersSteps=zet stappen; officer=functionaris; onBehalfOf=namens; organisation=organisatie; \
        organisations=organisaties; outcome=uitkomst; overridden=terzijde geschoven; partner=partner; \
        period=periode; person=persoon; plan=plan; points=punten; policy=beleid; position=strekking; post=post; powers=bevoegdheden; \
        profileVersion=versie van het profiel; project=project; publicReporting=openbaar rapport; purpose=doel; \
        question=vraag; reach=bereik; reason=reden; reconsideration=heroverweging; reference=vindplaats; \
        remedyClause=rechtsmiddelen; replyBy=antwoord vóór; response=reactie; role=rol; ruleReferences=regels; \
        ruling=uitspraak; sector=sector; sensitivity=vertrouwelijkheid; sequence=volgnummer; severity=ernst; \
        signatory=ondertekenaar; sizeClass=grootte; sources=bronnen; speaker=spreker; speakers=sprekers; \
        stage=stand; status=stand; step=stap; struckOff=niet langer teruggevorderd; subject=onderwerp; \
        subsidyGround=grond in de Awb; summary=samenvatting; support=steun; termDays=termijn in dagen; text=tekst; \
        title=titel; topic=onderwerp; topics=onderwerpen; unit=onderdeel; until=tot en met; url=webadres; \
        validFrom=geldig vanaf; variant=vorm; weighing=weging; whyNot=waarom niet; \
        affiliation=namens; capacity=hoedanigheid; hold=vernietigingsstop; subjects=betrokkenen; dossiers=dossiers; dossier=dossier; requester=verzoeker; receivedOn=ontvangen op; register=register; kept=blijft; disposal=vernietigingslijst; triggeredOn=termijn begint na; \
        end=einde van de termijn; edition=uitgave van het bewaarschema; items=onderdelen; revision=herziening; source=bron; categories=categorieën; valuation=waardering; term=termijn; trigger=aanleiding; files=soorten dossier; \
        legalForm=rechtsvorm; withoutCategory=zonder categorie gewist; holdBasis=grondslag van de stop
        """
}
