extension Category {
    /// What users call such a thing, in the singular.
    package var term: Phrase {
        switch self {
        case .administration: Phrase(nl: "boek", en: "book")
        case .officer: Phrase(nl: "functionaris", en: "officer")
        case .person: Phrase(nl: "persoon", en: "person")
        case .country: Phrase(nl: "land", en: "country")
        case .mission: Phrase(nl: "handelsmissie", en: "trade mission")
        case .briefing: Phrase(nl: "voorlichting", en: "briefing")
        case .participation: Phrase(nl: "deelname", en: "participation")
        case .company: Phrase(nl: "bedrijf", en: "company")
        case .organisation: Phrase(nl: "maatschappelijke organisatie", en: "civil-society organisation")
        case .involvement: Phrase(nl: "betrokkenheid", en: "involvement")
        case .bmoMeeting: Phrase(nl: "Breed Mensenrechten Overleg", en: "broad human-rights consultation")
        case .concern: Phrase(nl: "kwestie", en: "concern")
        case .assessment: Phrase(nl: "beoordeling", en: "assessment")
        case .measure: Phrase(nl: "maatregeldossier", en: "measure file")
        case .support: Phrase(nl: "steun", en: "support")
        case .claim: Phrase(nl: "vordering", en: "claim")
        case .hold: Phrase(nl: "vernietigingsstop", en: "legal hold")
        case .retention: Phrase(nl: "bewaarschema", en: "retention schedule")
        case .erasure: Phrase(nl: "wissing", en: "erasure")
        case .disposal: Phrase(nl: "vernietigingslijst", en: "destruction list")
        }
    }
}

extension Role {
    package var term: Phrase {
        switch self {
        case .administrator: Phrase(nl: "beheerder", en: "administrator")
        case .missionManager: Phrase(nl: "missiemanager", en: "mission manager")
        case .missionApprover: Phrase(nl: "goedkeurder", en: "mission approver")
        case .imvoAdviser: Phrase(nl: "IMVO-adviseur", en: "RBC adviser")
        case .bmoCoordinator: Phrase(nl: "BMO-coördinator", en: "BMO coordinator")
        case .caseHandler: Phrase(nl: "dossierbehandelaar", en: "case handler")
        case .decisionMaker: Phrase(nl: "beslisser", en: "decision maker")
        case .officeHolder: Phrase(nl: "bewindspersoon", en: "office holder")
        case .supportOfficer: Phrase(nl: "steunbehandelaar", en: "support officer")
        case .paymentOfficer: Phrase(nl: "betaalfunctionaris", en: "payment officer")
        case .postOfficer: Phrase(nl: "postmedewerker", en: "post officer")
        case .privacyOfficer: Phrase(nl: "privacyfunctionaris", en: "privacy officer")
        case .recordsManager: Phrase(nl: "informatiebeheerder", en: "records manager")
        case .auditor: Phrase(nl: "auditor", en: "auditor")
        }
    }
}

extension Force {
    package var term: Phrase {
        switch self {
        case .must: Phrase(nl: "moet", en: "must")
        case .precondition: Phrase(nl: "voorwaarde", en: "precondition")
        case .prohibition: Phrase(nl: "verbod", en: "prohibition")
        case .effort: Phrase(nl: "inspanning", en: "effort")
        case .expected: Phrase(nl: "verwacht", en: "expected")
        case .may: Phrase(nl: "kan", en: "may")
        case .purpose: Phrase(nl: "doel", en: "purpose")
        }
    }

    /// What a rule of this force does, and what it can never do.
    package var explanation: Phrase {
        switch self {
        case .must:
            Phrase(
                nl:
                    "Een opdracht die de regel niet haalt, wordt geweigerd. Alleen wat de regel zelf openlaat, is een uitweg.",
                en:
                    "A command that fails the rule is refused. The only way round it is one the rule itself leaves open."
            )
        case .precondition:
            Phrase(
                nl: "Een voorwaarde voor één gevolg en voor niets anders: zonder haar wordt dat gevolg geweigerd. "
                    + "Andere opdrachten houdt zij niet tegen, en zij verplicht tot niets.",
                en: "A condition for one consequence and for nothing else: without it that consequence is refused. "
                    + "It stops no other command, and obliges to nothing.")
        case .prohibition:
            Phrase(
                nl: "Iets wat de overheid zelf niet mag: een opdracht die dat doet, wordt geweigerd. "
                    + "Het legt een bedrijf niets op.",
                en: "Something the government itself may not do: a command that does it is refused. "
                    + "It imposes nothing on a company.")
        case .effort:
            Phrase(
                nl: "Een aantoonbare inspanning, of een afwijking met redenen. De regel weigert zelf niets en vraagt "
                    + "geen resultaat; de vertrekpoort vraagt alleen dat één van beide is vastgelegd.",
                en: "A demonstrable effort, or a reasoned waiver. The rule itself refuses nothing and asks for no "
                    + "result; the readiness gate only asks that one of the two is recorded.")
        case .expected:
            Phrase(
                nl: "Wordt verwacht: het wordt gezegd en vastgelegd. Het houdt nooit een opdracht tegen.",
                en: "Is expected: it is said and recorded. It never stops a command.")
        case .may:
            Phrase(
                nl:
                    "Een keuze, vastgelegd met haar reden; beide antwoorden zijn goed. Een ‘kan’ wordt nooit een blokkade.",
                en: "A choice, recorded with its reason; either answer is right. A “may” never becomes a block.")
        case .purpose:
            Phrase(
                nl:
                    "Een doel of een grens van verantwoordelijkheid: het stuurt woorden en rapporten, en weigert niets.",
                en: "An aim or a limit of responsibility: it steers wording and reports, and refuses nothing.")
        }
    }
}

extension Source.Standing {
    package var explanation: Phrase {
        switch self {
        case .letter:
            Phrase(nl: "de brief aan de Kamer, in eigen woorden", en: "the letter to parliament, in its own words")
        case .seen: Phrase(nl: "een openbare bron, gelezen", en: "a public source that was read")
        case .unverified:
            Phrase(
                nl: "algemene kennis van de wet, niet woord voor woord nagegaan",
                en: "general knowledge of the law, not verified word for word")
        case .design: Phrase(nl: "een ontwerpkeuze van dit boek", en: "a design decision of this book")
        }
    }
}
