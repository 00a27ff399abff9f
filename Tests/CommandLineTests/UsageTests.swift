import Foundation
import Testing

/// Wrong usage is told in both languages, with what was probably meant, and ends with 64.
struct UsageTests {
    struct Mistake: CustomTestStringConvertible {
        let arguments: [String]
        let dutch: String
        let english: String
        var testDescription: String { arguments.joined(separator: " ") }
    }

    @Test(arguments: ["nl", "en"])
    func `A pooler that there is not is refused, also where no database is named`(language: String) async throws {
        let book = try TemporaryBook()
        for words in [["board"], ["db", "start"], ["officer", "register", "--name", "N", "--unit", "U"]] {
            let output = try await Missieboek.run(
                words + ["--lang", language],
                environment: ["MISSIEBOEK_POOLER": "session", "MISSIEBOEK_HOME": book.path])
            #expect(output.status == 64 && output.out.isEmpty)
            let sentence = language == "nl" ? "‘session’ is geen soort pooler" : "‘session’ is no kind of pooler"
            #expect(output.err.hasPrefix("missieboek: MISSIEBOEK_POOLER: \(sentence)"), "\(output.err)")
        }
        #expect(!FileManager.default.fileExists(atPath: book.path))
        #expect(try await Missieboek.run(["--version"], environment: ["MISSIEBOEK_POOLER": "session"]).status == 0)
    }

    @Test(arguments: [
        Mistake(arguments: ["bord"], dutch: "bedoelde u missieboek board?", english: "did you mean missieboek board?"),
        Mistake(
            arguments: ["mission", "anounce"], dutch: "bedoelde u missieboek mission announce?",
            english: "did you mean missieboek mission announce?"),
        Mistake(
            arguments: ["help", "mission", "anounce"], dutch: "mission kent geen ‘anounce’",
            english: "mission knows no ‘anounce’"),
        Mistake(
            arguments: ["mission"], dutch: "noem wat er met mission", english: "say what is to be done with mission"),
        Mistake(
            arguments: ["db", "strat"], dutch: "bedoelde u missieboek db start?",
            english: "did you mean missieboek db start?"),
        Mistake(arguments: ["db"], dutch: "start, stop, status", english: "start, stop, status"),
        Mistake(
            arguments: ["board", "--ouput", "json"], dutch: "bedoelde u --output?", english: "did you mean --output?"),
        Mistake(arguments: ["board", "--output", "xml"], dutch: "kies uit: table", english: "choose from: table"),
        Mistake(arguments: ["board", "--as-of"], dutch: "--as-of mist een waarde", english: "--as-of lacks a value"),
        Mistake(
            arguments: ["board", "--quiet=1"], dutch: "--quiet krijgt geen waarde", english: "--quiet takes no value"),
        Mistake(arguments: ["board", "extra"], dutch: "‘extra’ is te veel", english: "‘extra’ is one too many"),
        Mistake(arguments: ["gate"], dutch: "MISSION ontbreekt", english: "MISSION is missing"),
        Mistake(
            arguments: ["mission", "announce", "--mision", "x"], dutch: "bedoelde u --mission?",
            english: "did you mean --mission?"),
        Mistake(
            arguments: ["mission", "announce", "--output", "xml"], dutch: "kies uit: table",
            english: "choose from: table"),
        Mistake(
            arguments: ["db", "start", "--database", "postgresql://x/y"], dutch: "noemt een andere",
            english: "names another"),
        Mistake(
            arguments: ["board", "--database", "onzin"], dutch: "--database: ‘onzin’ is geen adres",
            english: "--database: ‘onzin’ is no address"),
        Mistake(arguments: ["demo", "--output", "csv"], dutch: "kies uit: table", english: "choose from: table"),
        Mistake(arguments: ["--foo"], dutch: "er is geen optie --foo", english: "there is no option --foo"),
        Mistake(
            arguments: ["--lang", "nl", "--foo"], dutch: "er is geen optie --foo", english: "er is geen optie --foo"),
        Mistake(
            arguments: ["db", "start", "--as-off"], dutch: "er is geen optie --as-off. Zie: missieboek help db start",
            english: "there is no option --as-off. See: missieboek help db start"),
        Mistake(
            arguments: ["board", "--as-off"], dutch: "bedoelde u --as-of?", english: "did you mean --as-of?"),
        Mistake(arguments: ["-x"], dutch: "er is geen optie -x", english: "there is no option -x"),
        Mistake(
            arguments: ["board", "--max-lag", "soon"], dutch: "‘soon’ is geen getal dat hier past",
            english: "‘soon’ is no number that fits here"),
        Mistake(
            arguments: ["dispatch", "--parallel", "2.5"], dutch: "‘2.5’ is geen getal dat hier past",
            english: "‘2.5’ is no number that fits here"),
        Mistake(
            arguments: ["dispatch", "--parallel", "many"], dutch: "een geheel getal vanaf 1",
            english: "a whole one, from 1 up"),
        Mistake(
            arguments: ["board", "--as-of", "1", "--output", "json", "--as-of=2"],
            dutch: "--as-of mag maar één keer\nZie: missieboek help board",
            english: "--as-of may be given once only\nSee: missieboek help board"),
        Mistake(
            arguments: ["--actor", "a", "db", "--actor=b", "status"], dutch: "--actor mag maar één keer",
            english: "--actor may be given once only"),
        Mistake(
            arguments: ["mission", "announce", "--actor", "a", "--mission", "x", "--actor", "b"],
            dutch: "--actor mag maar één keer", english: "--actor may be given once only"),
        Mistake(
            arguments: ["board", "--as-of", "2026-10-25 02:30:00"],
            dutch: "twee keer; geef de tijdzone erbij: 2026-10-25T02:30:00+02:00 of 2026-10-25T02:30:00+01:00",
            english: "twice in Amsterdam; give it with its zone: 2026-10-25T02:30:00+02:00"),
        Mistake(
            arguments: ["board", "--valid-at", "2026-03-29 02:30:00"],
            dutch: "of op de klok in Amsterdam ('2026-03-16 10:00:00')",
            english: "or on the clock in Amsterdam ('2026-03-16 10:00:00')"),
        Mistake(
            arguments: ["mission", "announce", "--max-lag", "soon"], dutch: "--max-lag gaat niet met mission announce",
            english: "--max-lag does not go with mission announce"),
        Mistake(
            arguments: ["follow", "--after=99999999999999999999"], dutch: "is geen getal dat hier past",
            english: "is no number that fits here"),
        Mistake(arguments: ["simulate"], dutch: "--missions ontbreekt", english: "--missions is missing"),
        Mistake(
            arguments: ["projections", "--from", "x"], dutch: "projections kent geen ‘x’",
            english: "projections knows no ‘x’"),
        Mistake(
            arguments: ["db", "--superuser", "url"], dutch: "eerst het werkwoord, dan zijn opties: missieboek db url",
            english: "the verb comes first, and its options behind it: missieboek db url"),
        Mistake(
            arguments: ["mission", "--mission", "x", "announce"],
            dutch: "eerst het werkwoord, dan zijn opties: missieboek mission announce",
            english: "the verb comes first, and its options behind it: missieboek mission announce"),
        Mistake(
            arguments: ["bmo", "hodl"], dutch: "bedoelde u missieboek bmo hold?",
            english: "did you mean missieboek bmo hold?"),
        Mistake(
            arguments: ["mission", "announce", "--mission"],
            dutch: "--mission mist een waarde\nZie: missieboek help mission",
            english: "--mission lacks a value\nSee: missieboek help mission announce"),
        Mistake(
            arguments: ["mission", "announce", "riyad"], dutch: "‘riyad’ staat niet achter een optie\nZie: ",
            english: "‘riyad’ follows no option\nSee: missieboek help mission announce"),
        Mistake(
            arguments: ["version"], dutch: "bedoelde u missieboek --version of missieboek person?",
            english: "did you mean missieboek --version or missieboek person?"),
        Mistake(
            arguments: ["follow", "--listen", "onzin"], dutch: "--listen: ‘onzin’ is geen adres",
            english: "--listen: ‘onzin’ is no address"),
        Mistake(
            arguments: ["db", "replicate", "onzin"], dutch: "URL: ‘onzin’ is geen adres",
            english: "URL: ‘onzin’ is no address"),
        Mistake(
            arguments: ["simulate", "--missions", "1", "--output", "csv"], dutch: "simulate schrijft geen CSV",
            english: "simulate writes no CSV"),
        Mistake(
            arguments: ["db", "--output", "json"], dutch: "noem wat er met db moet gebeuren",
            english: "say what is to be done with db"),
    ])
    func `Wrong usage`(mistake: Mistake) async throws {
        for (language, text) in [("nl", mistake.dutch), ("en", mistake.english)] {
            let output = try await Missieboek.run(mistake.arguments, environment: ["LANG": language])
            #expect(output.status == 64 && output.out.isEmpty)
            #expect(output.err.contains(text), "\(output.err)")
            let hints = ["bedoelde u", "did you mean", "Zie: ", "See: ", "Volgende stap", "Next step"]
            #expect(hints.map { output.err.components(separatedBy: $0).count - 1 }.reduce(0, +) < 2, "\(output.err)")
            for word in ["Unknown", "Missing", "Unexpected", "invalid", "Error"] { #expect(!output.err.contains(word)) }
        }
    }

    @Test func `Everything that no parser takes is told in Dutch where the locale is Dutch`() async throws {
        for arguments in [
            ["gate"], ["gate", "a", "b"], ["gate", "--nee"], ["dispatch", "--parallel", "veel"], ["--versie"],
            ["bmo", "--table"], ["follow", "--name"], ["projections", "retry", "--hard"],
        ] {
            let output = try await Missieboek.run(arguments, environment: ["LANG": "nl_NL.UTF-8"])
            #expect(output.status == 64 && output.out.isEmpty, "\(arguments)")
            let words = ["ontbreekt", "is te veel", "er is geen optie", "is geen getal", "mist een waarde"]
            #expect(words.contains(where: output.err.contains), "\(output.err)")
        }
    }

    @Test func `Options of every command may stand between a kind and its verb`() async throws {
        let home = ["MISSIEBOEK_HOME": try TemporaryBook().path]
        for arguments in [
            ["db", "--output", "json", "status"], ["--output", "json", "db", "status"],
            ["db", "--lang", "nl", "--output=json", "status", "--quiet"],
            // Behind what an alias says.
            ["--output", "csv", "--lang", "nl", "db", "status", "--output", "json", "--lang", "en"],
            // A flag means the same twice.
            ["--quiet", "db", "status", "--quiet", "--output", "json"],
        ] {
            let output = try await Missieboek.run(arguments, environment: home)
            #expect(output.status == 0 && output.out.contains(#""state": "absent""#), "\(output.out) \(output.err)")
        }
        let words = ["mission", "--lang", "nl", "announce", "--mision", "x"]
        let aggregate = try await Missieboek.run(words, environment: home)
        #expect(aggregate.status == 64 && aggregate.err.contains("bedoelde u --mission?"))
        let question = try await Missieboek.run(["bmo", "--lang", "nl", "--tabel", "x"], environment: home)
        #expect(question.status == 64 && question.err.contains("bedoelde u --table?"))
    }

    @Test(arguments: [
        ["snapshots", "status"], ["projections", "rebuild"], ["doctor"], ["follow"], ["db", "backup", "x"], ["demo"],
        ["dispatch"], ["rules"], ["mission", "announce"],
    ])
    func `A moment is refused by what does not look back, and it is said who does`(words: [String]) async throws {
        let book = try TemporaryBook()
        for option in ["--as-of=1", "--valid-at=2026-03-16"] {
            let output = try await Missieboek.run(
                words + [option, "--lang", "nl"], environment: ["MISSIEBOEK_HOME": book.path])
            #expect(output.status == 64 && output.out.isEmpty)
            let name = option.prefix { $0 != "=" }
            let heeding =
                "board, gate, bmo, dossier, ledger, exceptions, timeline, person export, retention status, "
                + "retention due, certificate"
            #expect(
                output.err.contains("\(name) gaat niet met \(words.prefix(2).joined(separator: " ").prefix(9))")
                    && output.err.contains("alleen met: \(heeding)\n"), "\(output.err)")
            #expect(!FileManager.default.fileExists(atPath: book.path))
        }
    }

    @Test func `A word that is no moment is answered with every form that is one, and makes no database`() async throws
    {
        let book = try TemporaryBook()
        func ask(_ words: String...) async throws -> String {
            let output = try await Missieboek.run(words, environment: ["MISSIEBOEK_HOME": book.path])
            #expect(output.status == 64 && output.out.isEmpty)
            return output.err
        }
        let english = try await ask("board", "--as-of", "yesterday", "--lang", "en")
        for form in ["2026-03-16T10:00:00+01:00", "(2026-03-16)", "position of the log (42)"] {
            #expect(english.contains(form), "\(english)")
        }
        let dutch = try await ask("timeline", "x", "--as-of", "2026-02-30", "--lang", "nl")
        for form in ["2026-03-16T10:00:00+01:00", "(2026-03-16)", "positie in het logboek (42)"] {
            #expect(dutch.contains(form), "\(dutch)")
        }
        let valid = try await ask("board", "--valid-at", "42", "--lang", "en")
        #expect(valid.contains("(2026-03-16T10:00:00+01:00)") && valid.contains("(2026-03-16)"))
        #expect(!valid.contains("position"))
        #expect(!FileManager.default.fileExists(atPath: book.path))
    }

    @Test func `Words that steer a terminal are not repeated`() async throws {
        let output = try await Missieboek.run(["\u{1B}[31mbord"])
        #expect(output.status == 64 && !output.err.contains("\u{1B}"))
    }
}
