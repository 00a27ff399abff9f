import Testing

/// Wrong usage is told in both languages, with what was probably meant, and ends with 64.
struct UsageTests {
    struct Mistake: CustomTestStringConvertible {
        let arguments: [String]
        let dutch: String
        let english: String
        var testDescription: String { arguments.joined(separator: " ") }
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
    ])
    func `Wrong usage`(mistake: Mistake) async throws {
        for (language, text) in [("nl", mistake.dutch), ("en", mistake.english)] {
            let output = try await Missieboek.run(mistake.arguments, environment: ["LANG": language])
            #expect(output.status == 64 && output.out.isEmpty)
            #expect(output.err.contains(text), "\(output.err)")
        }
    }

    @Test func `Words that steer a terminal are not repeated`() async throws {
        let output = try await Missieboek.run(["\u{1B}[31mbord"])
        #expect(output.status == 64 && !output.err.contains("\u{1B}"))
    }
}
