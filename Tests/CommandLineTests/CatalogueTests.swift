import CanonicalJSON
import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

struct CatalogueTests {
    @Test func `A rule is explained with its force, source and remedy, however it is written`() async throws {
        for id in ["R1", "r1"] {
            let output = try await Missieboek.run(["explain", id])
            #expect(output.status == 0)
            for text in [
                "precondition", "Kamerstuk 32735", "als blijkt dat een bedrijf", "What to do", "measure.decide",
            ] {
                #expect(output.out.contains(text))
            }
        }
        #expect(try await Missieboek.run(["explain", "INV-8", "--lang", "nl"]).out.contains("Kracht: moet"))
        #expect(try await Missieboek.run(["rules", "inv8"]).out == Missieboek.run(["explain", "INV-8"]).out)
    }

    @Test(arguments: [("nl", "nog niet afgedwongen"), ("en", "not enforced yet")])
    func `A rule that nothing is decided by yet is said to be not enforced`(language: String, text: String) async throws
    {
        let rules = try await Missieboek.run(["rules", "--lang", language])
        let unenforced = rules.lines.filter { $0.contains(text) }
        #expect(unenforced.contains { $0.hasPrefix("R12 ") } && !unenforced.contains { $0.hasPrefix("R13 ") })
        for (rule, isUnenforced) in [("R12", true), ("INV-25", true), ("R13", false), ("INV-27", false)] {
            let explanation = try await Missieboek.run(["explain", rule, "--lang", language])
            #expect(explanation.out.lowercased().contains(text) == isUnenforced, "\(rule)")
        }
    }

    @Test func `Outcomes and exit codes are explained too`() async throws {
        #expect(try await Missieboek.run(["explain", "conflict"]).out.contains("Nothing changed"))
        #expect(try await Missieboek.run(["explain", "75"]).out.contains("same id"))
    }

    @Test(arguments: [
        (["explain", "INV-81"], "did you mean INV-"), (["explain", "confict"], "did you mean conflict?"),
        (["rules", "R99"], "‘R99’ is not known"),
        (["explain", "mission.announce"], "Next step: missieboek commands mission.announce"),
        (["rules", "MissionAnnounced"], "Next step: missieboek events MissionAnnounced"),
        (["commands", "mission.anounce"], "did you mean mission.announce"),
    ])
    func `What does not exist ends with 66`(arguments: [String], text: String) async throws {
        let output = try await Missieboek.run(arguments)
        #expect(output.status == 66 && output.err.contains(text))
    }

    @Test func `A kind lists its own commands, in every form`() async throws {
        let listed = try await Missieboek.run(["commands", "claim", "--output", "csv"]).lines.dropFirst()
            .compactMap { $0.split(separator: ",").first }
        #expect(listed.count == 12 && listed.allSatisfy { $0.hasPrefix("claim.") })
        let schemas = try await Missieboek.run(["commands", "claim", "--output", "jsonl"]).lines.filter { !$0.isEmpty }
        #expect(schemas.count == listed.count)
        let examples = try await Missieboek.run(["commands", "claim", "--example"]).lines.filter { !$0.isEmpty }
        #expect(examples.count == listed.count && examples.allSatisfy { $0.contains(#""command":"claim."#) })
    }

    @Test func `The rules are one JSON array`() async throws {
        let output = try await Missieboek.run(["rules", "--output", "json"])
        let rules = try Node(parsing: Array(output.out.utf8)).items
        #expect(rules.count > 50)
        for rule in rules {
            for key in ["id", "force", "title", "source", "remedy", "commands", "enforcement"] {
                #expect(rule[key] != nil)
            }
        }
        let lines = try await Missieboek.run(["rules", "--output", "jsonl"]).lines.filter { !$0.isEmpty }
        #expect(lines.count == rules.count)
    }

    @Test func `Nothing here carries colours or other control characters`() async throws {
        for arguments in [["rules"], ["commands"], ["events"], ["explain", "R7"], ["commands", "measure.decide"]] {
            let output = try await Missieboek.run(arguments, environment: ["NO_COLOR": "1", "TERM": "xterm-256color"])
            #expect(output.out.unicodeScalars.allSatisfy { $0 == "\n" || $0.isPrintable })
        }
    }

    @Test func `Every example line is valid by the schema of its command`() async throws {
        let schemas = try await Missieboek.run(["commands", "--output", "json"])
        let examples = try await Missieboek.run(["commands", "--example"])
        #expect(try Node(parsing: Array(schemas.out.utf8), limits: ParsingLimits(bytes: 1 << 22)).items.count > 100)
        guard try await Self.hasValidator() else { return }
        let result = try await Subprocess.run(
            .name("python3"), arguments: ["-c", Self.validator], input: .string(schemas.out + "\u{0}" + examples.out),
            output: .string(limit: 1 << 16), error: .combinedWithOutput)
        #expect(result.terminationStatus.isSuccess, "\(result.standardOutput)")
    }

    private static func hasValidator() async throws -> Bool {
        let result = try? await Subprocess.run(
            .name("python3"), arguments: ["-c", "import jsonschema"], output: .discarded, error: .discarded)
        return result?.terminationStatus.isSuccess ?? false
    }

    private static let validator = """
        import json, jsonschema, sys
        schemas, examples = sys.stdin.read().split("\\0")
        schemas, examples = json.loads(schemas), [json.loads(line) for line in examples.split("\\n") if line]
        assert len(schemas) == len(examples)
        for schema, example in zip(schemas, examples):
            jsonschema.Draft202012Validator.check_schema(schema)
            jsonschema.validate(example, schema, cls=jsonschema.Draft202012Validator)
            wrong = dict(example, data=dict(example["data"], unheardOf=1))
            assert not jsonschema.Draft202012Validator(schema).is_valid(wrong)
        """
}
