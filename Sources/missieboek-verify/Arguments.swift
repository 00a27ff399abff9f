import AuditLog

/// What was asked on the command line.
struct Arguments {
    enum Question {
        case help
        case bundle(file: String)
        /// From an earlier checkpoint, or from the empty log.
        case growth(earlier: String?, file: String)
    }

    let question: Question
    let policy: TrustPolicy
    let language: Language

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
            guard ["--origin", "--key", "--witness", "--lang"].contains(word), let value = rest.popFirst() else {
                throw Refusal(
                    .usage, nl: "\(word) is onbekend of mist een waarde.\n\(Usage.words.nl)",
                    en: "\(word) is unknown or lacks its value.\n\(Usage.words.en)")
            }
            options[word, default: []].append(value)
        }
        if words == ["--help"] || words == ["help"] {
            question = .help
            policy = TrustPolicy(origin: "", logKeys: [])
            return
        }
        switch (words.first, words.count) {
        case ("bundle", 2): question = .bundle(file: words[1])
        case ("growth", 2): question = .growth(earlier: nil, file: words[1])
        case ("growth", 3): question = .growth(earlier: words[1], file: words[2])
        default: throw Refusal(.usage, nl: Usage.words.nl, en: Usage.words.en)
        }
        guard options["--lang", default: []].allSatisfy({ Language(rawValue: $0) != nil }),
            options["--origin", default: []].count <= 1
        else { throw Refusal(.usage, nl: Usage.words.nl, en: Usage.words.en) }
        guard let keys = options["--key"] else {
            throw Refusal(
                .usage, nl: "geef de openbare sleutel van het logboek, met --key.\n\(Usage.words.nl)",
                en: "give the public key of the log, with --key.\n\(Usage.words.en)")
        }
        let logKeys = try keys.map { try VerifierKey(parsing: $0) }
        policy = TrustPolicy(
            origin: options["--origin"]?.first ?? logKeys[0].name, logKeys: logKeys,
            witnesses: try options["--witness", default: []].map { try VerifierKey(parsing: $0) })
    }
}

enum Usage {
    static let words = Words(
        nl: """
            missieboek-verify rekent na wat missieboek bewijst. Zonder database en zonder netwerk.

              missieboek-verify bundle FILE --key SLEUTEL           de gebeurtenissen van een dossier
              missieboek-verify growth [EERDER] FILE --key SLEUTEL  sinds een eerder ijkpunt is alleen toegevoegd

              --key SLEUTEL      openbare sleutel van het logboek; meer dan een terwijl sleutels wisselen
              --origin NAAM      naam van het logboek (anders die van de sleutel)
              --witness SLEUTEL  openbare sleutel van een getuige, die ook getekend moet hebben; meer dan een mag
              --lang nl|en

            Afsluitcodes: 0 bewezen · 5 niet bewezen · 64 onjuiste aanroep · 65 geen bewijs · 66 niet gevonden
            """,
        en: """
            missieboek-verify checks what missieboek proves. Without a database and without a network.

              missieboek-verify bundle FILE --key KEY            the events of a file
              missieboek-verify growth [EARLIER] FILE --key KEY  since an earlier checkpoint the log was only added to

              --key KEY        public key of the log; more than one while keys change
              --origin NAME    name of the log (else that of the key)
              --witness KEY    public key of a witness, who must have signed as well; may be given more than once
              --lang nl|en

            Exit codes: 0 proved · 5 not proved · 64 wrong usage · 65 no proof · 66 not found
            """)
}
