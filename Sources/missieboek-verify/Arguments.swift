import AuditLog

/// What was asked on the command line.
struct Arguments {
    enum Question {
        case help
        case bundle(file: String)
        /// From an earlier checkpoint, or from the empty log.
        case growth(earlier: String?, file: String)
        /// Two checkpoints of one size.
        case same(String, String)
    }

    let question: Question
    let policy: TrustPolicy
    let language: Language
    let format: Format

    enum Format: String {
        case text
        case json
    }

    /// The language that was asked for, also when nothing else can be read.
    static func language(of arguments: [String], _ environment: [String: String]) -> Language {
        let given = arguments.firstIndex(of: "--lang").flatMap { place in
            arguments.indices.contains(place + 1) ? Language(rawValue: arguments[place + 1]) : nil
        }
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return given ?? (locale?.hasPrefix("nl") == true ? .dutch : .english)
    }

    init(_ arguments: [String], _ environment: [String: String]) throws {
        language = Self.language(of: arguments, environment)
        var (words, options): ([String], [String: [String]]) = ([], [:])
        var rest = arguments[...]
        while let word = rest.popFirst() {
            guard word.hasPrefix("--"), word != "--help" else {
                words.append(word)
                continue
            }
            guard Self.options.contains(word) else {
                throw Refusal(usage: Words(nl: "\(word) is onbekend", en: "\(word) is unknown"))
            }
            guard let value = rest.popFirst() else {
                throw Refusal(usage: Words(nl: "\(word) mist een waarde", en: "\(word) lacks its value"))
            }
            options[word, default: []].append(value)
        }
        format =
            try Self.one("--output", options).map { (text) throws(Refusal) in
                guard let format = Format(rawValue: text) else {
                    throw Refusal(
                        usage: Words(
                            nl: "--output kent geen \(text); kies text of json",
                            en: "--output knows no \(text); choose text or json"))
                }
                return format
            } ?? .text
        if words.contains("--help") || words == ["help"] {
            question = .help
            policy = TrustPolicy(origin: "", logKeys: [])
            return
        }
        question = try Self.question(words)
        if let text = try Self.one("--lang", options), Language(rawValue: text) == nil {
            throw Refusal(
                usage: Words(
                    nl: "--lang kent geen \(text); kies nl of en", en: "--lang knows no \(text); choose nl or en"))
        }
        let origin = try Self.one("--origin", options)
        let (keys, witnesses) = try Self.keys(options)
        guard let name = keys.name else {
            throw Refusal(
                usage: keys.current.isEmpty && keys.former.isEmpty
                    ? Words(
                        nl: "geef de openbare sleutel van het logboek, met --key",
                        en: "give the public key of the log, with --key")
                    : Words(
                        nl: "de sleutels hebben niet één naam: zij zijn niet van één logboek",
                        en: "the keys do not have one name: they are not of one log"))
        }
        policy = TrustPolicy(
            origin: origin ?? name, logKeys: keys.current, former: keys.former, witnesses: witnesses)
        if let words = policy.misuse?.words { throw Refusal(usage: Words(nl: words.nl, en: words.en)) }
    }

    /// Those of the log and of witnesses; what is none is wrong usage, and no proof that fails.
    private static func keys(_ options: [String: [String]]) throws(Refusal) -> (LogKeys, [VerifierKey]) {
        do throws(AuditFault) {
            var witnesses: [VerifierKey] = []
            for text in options["--witness", default: []] { witnesses.append(try VerifierKey(parsing: text)) }
            return (try LogKeys(parsing: options["--key", default: []]), witnesses)
        } catch {
            guard case .malformed(let dutch, let english) = error else { throw Refusal(error) }
            throw Refusal(usage: Words(nl: dutch, en: english))
        }
    }

    private static let options = ["--origin", "--key", "--witness", "--lang", "--output"]

    private static func question(_ words: [String]) throws(Refusal) -> Question {
        switch (words.first, words.count) {
        case ("bundle", 2): return .bundle(file: words[1])
        case ("growth", 2): return .growth(earlier: nil, file: words[1])
        case ("growth", 3): return .growth(earlier: words[1], file: words[2])
        case ("same", 3): return .same(words[1], words[2])
        case (nil, _): throw Refusal(usage: Words(nl: "er is niets gevraagd", en: "nothing was asked"))
        case ("bundle", _): throw miscounted(words, Words(nl: "één bestand", en: "one file"))
        case ("growth", _): throw miscounted(words, Words(nl: "één of twee bestanden", en: "one or two files"))
        case ("same", _): throw miscounted(words, Words(nl: "twee bestanden", en: "two files"))
        case (let word?, _): throw Refusal(usage: Words(nl: "\(word) is onbekend", en: "\(word) is unknown"))
        }
    }

    private static func miscounted(_ words: [String], _ due: Words) -> Refusal {
        Refusal(
            usage: Words(
                nl: "\(words[0]) neemt \(due.nl), niet \(words.count - 1)",
                en: "\(words[0]) takes \(due.en), not \(words.count - 1)"))
    }

    private static func one(_ option: String, _ given: [String: [String]]) throws(Refusal) -> String? {
        let values = given[option, default: []]
        guard values.count <= 1 else {
            throw Refusal(usage: Words(nl: "\(option) staat er meer dan eens", en: "\(option) is there more than once"))
        }
        return values.first
    }
}

enum Usage {
    static let words = Words(
        nl: """
            missieboek-verify rekent na wat missieboek bewijst. Zonder database en zonder netwerk.

              missieboek-verify bundle FILE --key SLEUTEL           de gebeurtenissen van een dossier
              missieboek-verify growth [EERDER] FILE --key SLEUTEL  sinds een eerder ijkpunt is alleen toegevoegd
              missieboek-verify same FILE FILE --key SLEUTEL        twee ijkpunten van één grootte zijn van één logboek

              --key SLEUTEL      openbare sleutel van het logboek; nog een voor een vorige, met @GROOTTE erachter: tot en
                                 met hoeveel gebeurtenissen die telt
              --origin NAAM      naam van het logboek (anders die van de sleutel)
              --witness SLEUTEL  openbare sleutel van een getuige, die ook getekend moet hebben; meer dan een mag
              --output text|json
              --lang nl|en

            Voorbeelden:
              missieboek-verify bundle besluit.proof --key "$(cat sleutel)" --lang nl
              missieboek-verify growth ijkpunt-maart groei.proof --key "$(cat sleutel)"

            De sleutel is die van de beheerder (missieboek audit key), langs een andere weg gekregen dan het bewijs.

            Afsluitcodes: 0 bewezen · 5 niet bewezen · 64 onjuiste aanroep · 65 ander bestand · 66 niet gevonden
            """,
        en: """
            missieboek-verify checks what missieboek proves. Without a database and without a network.

              missieboek-verify bundle FILE --key KEY            the events of a file
              missieboek-verify growth [EARLIER] FILE --key KEY  since an earlier checkpoint the log was only added to
              missieboek-verify same FILE FILE --key KEY         two checkpoints of one size are of one log

              --key KEY        public key of the log; another for a former one, with @SIZE behind it: up to how many
                               events that counts
              --origin NAME    name of the log (else that of the key)
              --witness KEY    public key of a witness, who must have signed as well; may be given more than once
              --output text|json
              --lang nl|en

            Examples:
              missieboek-verify bundle decision.proof --key "$(cat key)" --lang en
              missieboek-verify growth checkpoint-march growth.proof --key "$(cat key)"

            The key is the operator's (missieboek audit key), had by another way than the proof.

            Exit codes: 0 proved · 5 not proved · 64 wrong usage · 65 another file · 66 not found
            """)
}
