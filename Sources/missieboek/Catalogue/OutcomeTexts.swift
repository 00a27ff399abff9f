import CommandBus
import TradeMissions

extension CommandResult.Outcome {
    var title: Phrase {
        switch self {
        case .accepted: Phrase(nl: "vastgelegd", en: "recorded")
        case .rejected: Phrase(nl: "geweigerd door een regel", en: "refused by a rule")
        case .duplicate: Phrase(nl: "al eerder gegeven", en: "given before")
        case .conflict: Phrase(nl: "intussen veranderd", en: "changed meanwhile")
        case .invalid: Phrase(nl: "geen leesbare opdracht", en: "no readable command")
        case .unauthorised: Phrase(nl: "niet bevoegd", en: "not allowed")
        }
    }

    var explanation: Phrase {
        switch self {
        case .accepted:
            Phrase(
                nl:
                    "De opdracht is uitgevoerd en haar gebeurtenissen zijn opgeslagen. Zonder gebeurtenissen veranderde er "
                    + "niets, omdat het al zo was.",
                en:
                    "The command was carried out and its events are stored. Without events nothing changed, because it was "
                    + "so already.")
        case .rejected:
            Phrase(
                nl:
                    "Een regel liet de opdracht niet toe. Er is niets veranderd; de weigering staat in het journaal. De regel "
                    + "KNOWN geeft afsluitcode 66, elke andere 2.",
                en:
                    "A rule did not allow the command. Nothing changed; the refusal is in the journal. The rule KNOWN gives "
                    + "exit code 66, every other one 2.")
        case .duplicate:
            Phrase(
                nl:
                    "Een opdracht met dit nummer is eerder gegeven; dit is haar antwoord van toen, ook als dat een weigering was. "
                    + "Er is niets opnieuw gedaan.",
                en:
                    "A command with this id was given before; this is its answer of then, also when that was a refusal. "
                    + "Nothing was done again.")
        case .conflict:
            Phrase(
                nl: "De stroom heeft niet de versie die de opdracht verwachtte. Er is niets veranderd.",
                en: "The stream does not have the version that the command expected. Nothing changed.")
        case .invalid:
            Phrase(
                nl:
                    "De regel is geen opdracht: geen JSON, een onbekende opdracht of een onbekend veld, of een verkeerd soort "
                    + "waarde. De melding noemt de plaats.",
                en:
                    "The line is no command: not JSON, an unknown command or field, or a wrong kind of value. The message "
                    + "names the place.")
        case .unauthorised:
            Phrase(
                nl:
                    "De functionaris die handelt, heeft op die datum en nu geen rol die deze opdracht mag geven; of de "
                    + "databaselogin mag niet voor hem vastleggen.",
                en:
                    "The officer who acts holds no role on that date and now that may give this command; or the database "
                    + "login may not record for him.")
        }
    }

    var remedy: Phrase {
        switch self {
        case .accepted: Phrase(nl: "Niets.", en: "Nothing.")
        case .duplicate:
            Phrase(
                nl: "Niets, als zij toen is aangenomen; is zij geweigerd, geef haar dan met een nieuw nummer opnieuw.",
                en: "Nothing, if it was accepted then; if it was refused, give it again with a new id.")
        case .rejected:
            Phrase(
                nl:
                    "Lees de regel met missieboek explain, doe wat hij vraagt, en geef de opdracht met een nieuw nummer opnieuw.",
                en:
                    "Read the rule with missieboek explain, do what it asks for, and give the command again with a new id."
            )
        case .conflict:
            Phrase(
                nl:
                    "Bekijk het dossier opnieuw (missieboek timeline) en geef de opdracht opnieuw met de versie van nu.",
                en: "Look at the file again (missieboek timeline) and give the command again with today's version.")
        case .invalid:
            Phrase(
                nl: "Herstel wat de melding noemt; missieboek commands NAAM toont de velden.",
                en: "Mend what the message names; missieboek commands NAME shows the fields.")
        case .unauthorised:
            Phrase(
                nl:
                    "Laat een collega met de rol handelen, of laat de beheerder de rol toekennen: missieboek officer grant-role.",
                en:
                    "Have a colleague with the role act, or have the administrator grant it: missieboek officer grant-role."
            )
        }
    }
}

extension ExitStatus {
    var remedy: Phrase {
        switch self {
        case .ok: Phrase(nl: "Niets.", en: "Nothing.")
        case .bug:
            Phrase(
                nl: "Meld het met de opdracht en de melding. Wat is vastgelegd, staat.",
                en: "Report it with the command and the message. What is recorded stands.")
        case .ruleRefused: CommandResult.Outcome.rejected.remedy
        case .versionConflict: CommandResult.Outcome.conflict.remedy
        case .notAllowed: CommandResult.Outcome.unauthorised.remedy
        case .verificationFailed:
            Phrase(
                nl:
                    "Vertrouw de gegevens niet voordat de oorzaak bekend is: lees wat de controle noemt, en missieboek doctor.",
                en: "Do not trust the data before the cause is known: read what the check names, and missieboek doctor."
            )
        case .usage:
            Phrase(
                nl: "Lees missieboek help, en help van de opdracht.",
                en: "Read missieboek help, and help of the command.")
        case .badInput: CommandResult.Outcome.invalid.remedy
        case .notFound:
            Phrase(
                nl: "Controleer de naam; wat nog niet bestaat, moet eerst worden vastgelegd.",
                en: "Check the name; what does not exist yet must be recorded first.")
        case .databaseUnavailable:
            Phrase(
                nl: "missieboek doctor zegt wat er mis is. Er is niets vastgelegd; geef de opdracht later opnieuw.",
                en: "missieboek doctor says what is wrong. Nothing was recorded; give the command again later.")
        case .cannotCreate:
            Phrase(
                nl:
                    "Kies een naam die nog niet bestaat, in een map waarin u mag schrijven; die van de eigen database noemt "
                    + "MISSIEBOEK_HOME.",
                en:
                    "Choose a name that is not taken, in a folder in which you may write; MISSIEBOEK_HOME names that of the "
                    + "private database.")
        case .inputOutput:
            Phrase(
                nl: "Herstel wat de melding noemt (een volle schijf, een gesloten pijp) en geef de opdracht opnieuw.",
                en: "Mend what the message names (a full disk, a closed pipe) and give the command again.")
        case .outcomeUnknown:
            Phrase(
                nl:
                    "De verbinding brak vóór het antwoord. Geef dezelfde opdracht met hetzelfde nummer opnieuw: zij wordt nooit "
                    + "twee keer uitgevoerd.",
                en:
                    "The connection broke before the answer. Give the same command with the same id again: it is never carried "
                    + "out twice.")
        }
    }
}
