extension Vocabulary {
    /// Persons, and what is kept, held, erased and destroyed.
    static let keeping: [String: Phrase] = [
        "person": Phrase(nl: "de persoon: aanduiding of naam", en: "the person: id or name"),
        "person.register.person": newID,
        "capacity": Phrase(nl: "waarom het boek de persoon kent", en: "why the book knows the person"),
        "affiliation": Phrase(
            nl: "namens welk bedrijf of welke organisatie de persoon optreedt",
            en: "the company or organisation on whose behalf the person acts"),
        "person.register.sensitivity": Phrase(
            nl: "hoe breed bekend mag zijn dat de persoon betrokken is",
            en: "how widely it may be known that the person is involved"),
        "person.correct.sensitivity": Phrase(
            nl: "hoe breed dat voortaan bekend mag zijn", en: "how widely that may be known from now on"),
        "person.correct.contact": Phrase(
            nl: "de contactgegevens die voortaan gelden; leeg: geen", en: "the contact from now on; empty: none"),

        "hold": Phrase(
            nl: "de aanduiding van de vernietigingsstop, zoals woo-2026-3",
            en: "the reference of the legal hold, such as woo-2026-3"),
        "subjects": Phrase(
            nl: "van wie niets wordt vernietigd of gewist: aanduiding, KvK-nummer of naam",
            en: "of whom nothing is destroyed or erased: id, KvK number or name"),
        "hold.place.dossiers": Phrase(
            nl: "het dossier waarvan niets wordt vernietigd of gewist, zoals measure-2026-1",
            en: "the file of which nothing is destroyed or erased, such as measure-2026-1"),
        "hold.place.basis": Phrase(nl: "waarom niets mag verdwijnen", en: "why nothing may go"),

        "person.erase.subject": Phrase(
            nl: "wiens gegevens worden gewist: aanduiding, KvK-nummer of naam",
            en: "whose data are erased: id, KvK number or name"),
        "person.erase.ground": Phrase(
            nl: "de grond van AVG 17 lid 1", en: "the ground of GDPR 17(1)"),
        "person.erase.legalForm": Phrase(
            nl: "van een bedrijf of organisatie: in welke vorm natuurlijke personen zo heten",
            en: "of a company or organisation: in what form natural persons go by its name"),
        "person.erase.withoutCategory": Phrase(
            nl: "waarom ook wordt gewist in dossiers waarvoor nog geen categorie is vastgesteld; anders blijven die",
            en: "why data go from files for which no category was published too; else those stay"),
        "person.erase.plan": Phrase(
            nl: "de SHA-256 van wat er volgens --dry-run gewist wordt: is dat intussen anders, dan wordt niets gewist",
            en: "the SHA-256 of what is erased according to --dry-run: when that differs by now, nothing is erased"),
        "requester": Phrase(nl: "wie erom vroeg", en: "who asked for it"),
        "receivedOn": Phrase(
            nl:
                "de dag waarop het verzoek binnenkwam; antwoord volgt binnen een maand (AVG 12 lid 3), of op de eerstvolgende werkdag",
            en:
                "the day on which the request came in; it is answered within a month (GDPR 12(3)), or on the next working day"
        ),

        "retention.publish.from": Phrase(
            nl: "de eerste dag waarop dossiers hiernaar worden beoordeeld",
            en: "the first day on which files are judged by it"),
        "source": Phrase(
            nl: "de selectielijst waaruit de termijnen komen, of wie ze vaststelde",
            en: "the selection list that the terms are taken from, or who set them"),
        "categories": Phrase(
            nl: "een categorie met haar waardering, termijn en soorten dossier",
            en: "a category with its valuation, term and kinds of file"),
        "categories.id": Phrase(nl: "het nummer, zoals 12.1", en: "its number, such as 12.1"),
        "categories.description": Phrase(nl: "waar de categorie over gaat", en: "what the category is about"),
        "valuation": Phrase(
            nl: "bewaren (B) of vernietigen (V) na de termijn", en: "to keep (B) or destroy (V) after the term"),
        "term": Phrase(nl: "hoe lang de termijn is", en: "how long the term is"),
        "categories.unit": Phrase(
            nl: "of de termijn in maanden of jaren telt", en: "whether it counts months or years"),
        "trigger": Phrase(nl: "waarna de termijn begint", en: "after what the term begins"),
        "files": Phrase(nl: "een soort dossier die eronder valt", en: "a kind of file that falls under it"),

        "disposal": Phrase(
            nl: "de vernietigingslijst, zoals disposal-2033-1", en: "the destruction list, such as disposal-2033-1"),
        "disposal.propose.dossiers": Phrase(
            nl: "een dossier dat te vernietigen is, zoals measure-2026-1",
            en: "a file that is due, such as measure-2026-1"),
        "revision": Phrase(
            nl: "welke versie van de lijst is bekeken: 1 voor de eerste",
            en: "which version of the list was seen: 1 for the first"),
    ]
}
