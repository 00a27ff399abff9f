/// The rules about what is kept, held, erased and destroyed.
extension Rule {
    package static let keeping: [Rule] = [hold, retention, erasure, disposal]

    package static let hold = Rule(
        "HOLD", .must,
        title: Phrase(
            nl: "Onder een vernietigingsstop wordt niets vernietigd of gewist",
            en: "Nothing under a legal hold is destroyed or erased"),
        source: Source(
            .unverified,
            Phrase(
                nl:
                    "AVG 17 lid 3, naar de grondslag van de stop: onder e bij bezwaar en beroep, onder b bij een Woo-verzoek of "
                    + "parlementair onderzoek; bij ‘anders’ geen, de reden van de stop moet het zeggen; Archiefwet 1995; de "
                    + "vormgeving is van dit boek",
                en: "GDPR 17(3), by the basis of the hold: (e) for an objection or appeal, (b) for a Woo request or "
                    + "parliamentary inquiry; for “other” none, the hold's reason has to say; Archiefwet 1995; its form is "
                    + "this book's own")),
        remedy: Phrase(
            nl: "Wacht tot de stop is opgeheven. Wie hem opheft, wist en vernietigt niets van wat daardoor bleef.",
            en: "Wait until the hold is lifted. Whoever lifts it erases and destroys nothing of what it kept."))

    package static let retention = Rule(
        "RETENTION", .must,
        title: Phrase(
            nl: "Niets zonder categorie, en niets voordat de bewaartermijn om is",
            en: "Nothing without a category, and nothing before its retention term is over"),
        source: Source(
            .unverified,
            Phrase(
                nl:
                    "Archiefwet 1995 artikel 3 en 5; AVG 17 lid 3 onder b en d voor wat een categorie heeft; de termijnen "
                    + "zijn instelling, en een ontbrekende categorie is geen grond van lid 3: op een verzoek kan met een "
                    + "vastgelegde reden worden gewist wat er geen heeft",
                en: "Archiefwet 1995 articles 3 and 5; GDPR 17(3)(b) and (d) for what has a category; the terms are "
                    + "configuration, and a missing category is no ground of 17(3): what has none may be erased on request, with a "
                    + "recorded reason")),
        remedy: Phrase(
            nl: "Wacht tot de termijn om is; `missieboek retention status` toont waar een dossier onder valt.",
            en: "Wait until the term is over; `missieboek retention status` shows what a file falls under."))

    package static let erasure = Rule(
        "ERASURE", .must,
        title: Phrase(
            nl: "Van natuurlijke personen wist wie er niet over besliste; en wat gewist is, komt niet terug",
            en:
                "Data of natural persons are erased by whoever did not decide on them; and what is erased does not come back"
        ),
        source: Source(
            .unverified,
            Phrase(
                nl:
                    "AVG 17 lid 1, voor natuurlijke personen (AVG 4 onder 1, overweging 14); vier ogen kiest dit boek zelf",
                en: "GDPR 17(1), for natural persons (GDPR 4(1), recital 14); four eyes are this book's own choice")),
        remedy: Phrase(
            nl: "Laat een privacyfunctionaris wissen die hier niet besliste.",
            en: "Have a privacy officer erase who decided nothing here."))

    package static let disposal = Rule(
        "DISPOSAL", .must,
        title: Phrase(
            nl: "Vernietigd wordt volgens een lijst, zoals een ander die goedkeurde",
            en: "What is destroyed is on a list, as another approved it"),
        source: Source(
            .unverified,
            Phrase(
                nl:
                    "naar het voorbeeld van Archiefbesluit 1995 artikel 8, al wordt hier geen archiefstuk vernietigd; vier ogen "
                    + "kiest dit boek zelf",
                en:
                    "after the example of Archiefbesluit 1995 article 8, although no record is destroyed here; four eyes are "
                    + "this book's own choice")),
        remedy: Phrase(
            nl: "Stel de lijst opnieuw voor zonder wat er niet op hoort, en laat die goedkeuren.",
            en: "Propose the list again without what does not belong on it, and have it approved."))
}
