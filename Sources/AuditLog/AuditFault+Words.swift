extension AuditFault {
    /// What is wrong, as people are told, in Dutch and in English; `shown` makes what others wrote safe to show.
    package func words(_ shown: (String) -> String) -> (nl: String, en: String) {
        switch self {
        case .malformed(let dutch, let english):
            (
                "dit is niet wat hier wordt gevraagd: \(shown(dutch))",
                "this is not what is asked for here: \(shown(english))"
            )
        case .unsigned:
            (
                "geen van de opgegeven sleutels heeft het ijkpunt ondertekend: over het logboek is zo niets gezegd. Volgende "
                    + "stap: controleer de sleutel; van een logboek dat van sleutel wisselde, horen ook de vorige erbij, met "
                    + "@GROOTTE.",
                "none of the keys that were given has signed the checkpoint: of the log that says nothing. Next step: check the "
                    + "key; of a log that changed its key, the former ones belong to it too, with @SIZE."
            )
        case .unwitnessed(let key):
            (
                "de getuige \(shown(key)) heeft het ijkpunt niet ondertekend.",
                "the witness \(shown(key)) has not signed the checkpoint."
            )
        case .wrongSignature(let key):
            (
                "de handtekening van \(shown(key)) is vals: dit bestand is beschadigd of veranderd, en over het logboek is zo "
                    + "niets gezegd. Volgende stap: neem het opnieuw over van waar het is bewaard.",
                "the signature of \(shown(key)) is false: this file was damaged or changed, and of the log that says nothing. "
                    + "Next step: copy it again from where it was kept."
            )
        case .handedOver(let size, let end):
            (
                "alleen een sleutel die bij \(end) gebeurtenissen is vervangen, heeft dit ijkpunt van \(size) ondertekend.",
                "only a key that was replaced at \(end) events has signed this checkpoint of \(size)."
            )
        case .otherLog(let origin):
            (
                "het ijkpunt is van een ander logboek, \(shown(origin)).",
                "the checkpoint is of another log, \(shown(origin))."
            )
        case .notIncluded(let index):
            (
                "op plaats \(index) van het logboek, geteld vanaf 0, staat iets anders.",
                "something else stands at place \(index) of the log, counted from 0."
            )
        case .inconsistent(let earlier, let later) where earlier == later:
            (
                "er zijn twee ijkpunten van \(earlier) gebeurtenissen ondertekend, met een andere wortel: er is een tweede logboek.",
                "two checkpoints of \(earlier) events were signed, with another root each: there is a second log."
            )
        case .inconsistent(let earlier, let later) where earlier > later:
            (
                "dit ijkpunt van \(later) gebeurtenissen is ouder dan dat van \(earlier) dat is bewaard, en zegt daar niets over. "
                    + "Volgende stap: vraag er een van minstens \(earlier).",
                "this checkpoint of \(later) events is older than the one of \(earlier) that was kept, and says nothing of it. "
                    + "Next step: ask for one of \(earlier) at least."
            )
        case .inconsistent(let earlier, let later):
            (
                "van de eerste \(earlier) gebeurtenissen is iets herschreven voordat het er \(later) werden.",
                "something in the first \(earlier) events was rewritten before there were \(later)."
            )
        case .incomplete(let stream, let version):
            (
                "van \(shown(stream)) ontbreekt versie \(version).",
                "version \(version) of \(shown(stream)) is missing."
            )
        }
    }
}

extension TrustPolicy.Misuse {
    /// As ``AuditFault/words(_:)``; a key's name was checked.
    package var words: (nl: String, en: String) {
        switch self {
        case .notOfLog(let key):
            (
                "\(key.name) is de sleutel van een getuige, niet van een logboek",
                "\(key.name) is the key of a witness, not of a log"
            )
        case .notOfWitness(let key):
            (
                "\(key.name) is geen sleutel van een getuige: hun handtekening noemt het moment",
                "\(key.name) is no key of a witness: their signature names the moment"
            )
        case .ownWitness(let key):
            (
                "\(key.name) is de sleutel van het logboek zelf: een getuige is een ander",
                "\(key.name) is the log's own key: a witness is somebody else"
            )
        }
    }
}
