extension Vocabulary {
    /// Briefings, the Breed Mensenrechten Overleg, and who is involved.
    static let conversations: [String: Phrase] = [
        "missions": Phrase(nl: "de missies waarvoor de voorlichting is", en: "the missions that the briefing is for"),
        "briefing.invite-speaker.officer": Phrase(
            nl: "de functionaris die spreekt: aanduiding of naam", en: "the officer who speaks: id or name"),
        "briefing.invite-speaker.organisation": Phrase(
            nl: "de organisatie die spreekt: aanduiding of naam", en: "the organisation that speaks: id or name"),
        "post": Phrase(nl: "de ambassade of het consulaat", en: "the embassy or consulate"),
        "posts": Phrase(nl: "de ambassades of consulaten die spraken", en: "the embassies or consulates that spoke"),
        "officers": Phrase(nl: "de functionarissen die spraken", en: "the officers who spoke"),
        "briefing.hold.organisations": Phrase(nl: "de organisaties die spraken", en: "the organisations that spoke"),
        "topics": Phrase(nl: "de behandelde onderwerpen", en: "the topics that were covered"),
        "attended": Phrase(nl: "de bedrijven die er waren", en: "the companies that attended"),
        "absent": Phrase(nl: "de bedrijven die er niet waren", en: "the companies that did not attend"),
        "briefing.issue-risk-warning.company": Phrase(
            nl: "het bedrijf; weggelaten: alle aanwezigen", en: "the company; left out: everyone present"),
        "briefing.remind-of-remedy.company": Phrase(
            nl: "het bedrijf; weggelaten: alle aanwezigen", en: "the company; left out: everyone present"),
        "briefing.address-concern.item": Phrase(
            nl: "het onderdeel van de voorlichting waarin de kwestie is behandeld",
            en: "the part of the briefing in which the concern was addressed"),

        // Breed Mensenrechten Overleg.
        "agenda": Phrase(nl: "een agendapunt", en: "an item of the agenda"),
        "bmo.hold.organisations": Phrase(nl: "de organisaties die er waren", en: "the organisations that attended"),
        "concern.raise.organisation": Phrase(
            nl: "de organisatie die de kwestie inbrengt", en: "the organisation that raises the concern"),
        "concern.raise.text": Phrase(nl: "de kwestie in eigen woorden", en: "the concern in its own words"),
        "concern.respond-to-bmo.text": Phrase(
            nl: "wat aan het BMO is teruggekoppeld", en: "what was reported back to the BMO"),
        "project": Phrase(
            nl: "het project of evenement, zoals een metrolijn", en: "the project or event, such as a metro line"),
        "affectedGroup": Phrase(
            nl: "om wier rechten het gaat, zoals arbeidsmigranten",
            en: "whose rights are at stake, such as migrant workers"),
        "severity": Phrase(nl: "de ernst", en: "how severe it is"),
        "concern.assign.officer": Phrase(nl: "wie de kwestie behandelt", en: "who handles the concern"),

        // Organisations and their involvement.
        "organisation.register.organisation": newID,
        "organisation.register.kind": Phrase(nl: "de soort organisatie", en: "the kind of organisation"),
        "reach": Phrase(nl: "waar de organisatie werkt", en: "where the organisation works"),
        "sensitivity": Phrase(
            nl: "hoe vertrouwelijk de betrokkenheid is", en: "how confidential the involvement is"),
        "expertise": Phrase(nl: "waar een deskundige verstand van heeft", en: "what an expert knows about"),
        "organisation.declare-independence.evidence": Phrase(
            nl: "de verklaring van onafhankelijkheid", en: "the declaration of independence"),
        "purpose": Phrase(nl: "waarvoor de uitnodiging is", en: "what the invitation is for"),
        "reply": Phrase(nl: "het antwoord op de uitnodiging", en: "the reply to the invitation"),
        "presence": Phrase(nl: "of de organisatie er was", en: "whether the organisation was there"),
    ]
}
