import TradeMissions

extension LogDefect {
    func words(of kind: Kind) -> Phrase {
        switch kind {
        case .versionGap:
            Phrase(
                nl: "versie \(value(0)) staat waar \(value(1)) hoort te staan",
                en: "version \(value(0)) stands where \(value(1)) was due")
        case .headDiffers:
            Phrase(
                nl:
                    "het dossier staat genoteerd op versie \(value(0)), en zijn laatste gebeurtenis is versie \(value(1))",
                en: "the file is noted at version \(value(0)), and its last event is version \(value(1))")
        case .leafDiffers:
            Phrase(
                nl: "deze gebeurtenis is niet die waarover haar blad is berekend: \(value(0))",
                en: "this event is not the one that its leaf was computed over: \(value(0))")
        case .unlawfulName:
            Phrase(
                nl: "een naam die het logboek niet toelaat: soort \(value(0)), door \(value(1))",
                en: "a name that the log does not let in: type \(value(0)), by \(value(1))")
        case .journalWithoutEvent:
            Phrase(
                nl: "het journaal noemt bij opdracht \(value(0)) een gebeurtenis die er niet is",
                en: "the journal names an event of command \(value(0)) that is not there")
        case .eventWithoutJournal:
            Phrase(
                nl: "geen opdracht in het journaal heeft deze gebeurtenis vastgelegd",
                en: "no command in the journal has recorded this event")
        case .journalDiffers:
            Phrase(
                nl: "het journaal zegt van opdracht \(value(0)) iets anders dan deze gebeurtenis",
                en: "the journal says otherwise of command \(value(0)) than this event does")
        case .watermarkBeyondLog:
            Phrase(
                nl: "het watermerk staat hier, en de laatste gebeurtenis op positie \(value(0)): het einde ontbreekt",
                en: "the watermark stands here, and the last event at position \(value(0)): the end is missing")
        case .definitionDiffers: definition
        case .definitionsUnchecked: unchecked
        case .triggersSwitchedOff:
            Phrase(
                nl: "triggers zijn uitgezet met session_replication_role, voor \(whose.nl)",
                en: "triggers were switched off by session_replication_role, for \(whose.en)")
        case .bindingsUnheeded:
            Phrase(
                nl:
                    "logins zijn gebonden, tot en met nummer \(value(0)), en de teller waaraan het logboek dat merkt is "
                    + "teruggezet",
                en: "logins were bound, up to number \(value(0)), and the counter by which the log knows was set back")
        case .roleWithTooManyRights: tooManyRights
        case .scopeCircumvented:
            Phrase(
                nl: "\(value(0)) hoort binnen een leesgebied te lezen, en kan als \(value(1)) alles lezen",
                en: "\(value(0)) is to read within a scope, and can read everything as \(value(1))")
        case .dutyNotNoted:
            Phrase(
                nl: "wat het logboek zegt over wie wat deed, staat niet in \(noted)",
                en: "what the log says of who did what is not in \(noted)")
        case .dutyDiffers:
            Phrase(
                nl: "wat in \(noted) staat over wie wat deed, zegt het logboek niet",
                en: "what \(noted) holds of who did what, the log does not say")
        case .readingDiffers:
            Phrase(
                nl: "regel \(value(0)) van het leeslogboek is niet wat is vastgelegd",
                en: "entry \(value(0)) of the log of readings is not what was entered")
        case .readingsBroken: broken
        case .keyDestroyedWithoutEvent:
            Phrase(
                nl: "de sleutel voor \(value(0)) is vernietigd, en geen gebeurtenis zegt dat; opdracht \(value(1))",
                en: "the key for \(value(0)) was destroyed, and no event says so; command \(value(1))")
        }
    }

    private var definition: Phrase {
        let object = "\(value(0)), \(value(1))"
        return switch value(2) {
        case "added":
            Phrase(
                nl: "\(object): was er na de laatste migratie niet",
                en: "\(object): was not there after the last migration")
        case "gone":
            Phrase(nl: "\(object): is weg sinds de laatste migratie", en: "\(object): is gone since the last migration")
        default:
            Phrase(
                nl: "\(object): is een andere dan na de laatste migratie",
                en: "\(object): is another one than after the last migration")
        }
    }

    private var unchecked: Phrase {
        value(0) == "0"
            ? Phrase(
                nl: "het schema is niet vergeleken: geen migratie heeft vastgelegd hoe het hoort te zijn",
                en: "the schema was not compared: no migration has recorded what it should be")
            : Phrase(
                nl:
                    "het schema is niet vergeleken: het is vastgelegd op PostgreSQL \(value(0)), en dit is \(value(1)). "
                    + "missieboek db migrate legt het opnieuw vast",
                en:
                    "the schema was not compared: it was recorded on PostgreSQL \(value(0)), and this is \(value(1)). "
                    + "missieboek db migrate records it anew")
    }

    /// For whom the triggers were switched off: a role, a database, or both.
    private var whose: Phrase {
        let isOfDatabase = !value(1).isEmpty
        guard !value(0).isEmpty else {
            return isOfDatabase
                ? Phrase(nl: "deze database", en: "this database")
                : Phrase(nl: "de hele server, of voor wie dit vraagt", en: "the whole server, or for whoever asks")
        }
        return isOfDatabase
            ? Phrase(nl: "\(value(0)) in deze database", en: "\(value(0)) in this database")
            : Phrase(nl: value(0), en: value(0))
    }

    private var tooManyRights: Phrase {
        switch value(1) {
        case "superuser": Phrase(nl: "\(value(0)) is superuser", en: "\(value(0)) is a superuser")
        case "owner":
            Phrase(
                nl: "\(value(0)) kan eigenaar van het schema worden", en: "\(value(0)) may become the schema's owner")
        default:
            Phrase(
                nl: "\(value(0)) mag rollen maken, of leest buiten ieder leesgebied om",
                en: "\(value(0)) may make roles, or reads past any scope")
        }
    }

    /// The table, and what it should hold or does.
    private var noted: String {
        "event_store.\(value(0)) (" + [value(1), value(2)].filter { !$0.isEmpty }.joined(separator: ", ") + ")"
    }

    private var broken: Phrase {
        value(1).isEmpty
            ? Phrase(
                nl: "de regels van het leeslogboek vóór \(value(0)) zijn weg, zonder dat zij zijn opgeruimd",
                en: "the entries of the log of readings before \(value(0)) are gone, and no disposal took them")
            : Phrase(
                nl: "regel \(value(0)) van het leeslogboek volgt niet op regel \(value(1))",
                en: "entry \(value(0)) of the log of readings does not go on from entry \(value(1))")
    }
}
