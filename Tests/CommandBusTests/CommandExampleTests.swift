import CanonicalJSON
import CommandBus
import Testing
import TradeMissions

struct CommandExampleTests {
    @Test func `Every example line is read as its command`() throws {
        for command in CommandRegistry.all {
            let line = CommandExample.line(of: command).lineText
            do {
                let envelope = try CommandEnvelope(parsing: Array(line.utf8))
                #expect(envelope.definition.name == command.definition.name)
            } catch {
                Issue.record("\(line): \(error.message.en)")
            }
        }
    }

    @Test(arguments: Language.allCases)
    func `A schema describes every field and lists what is required`(language: Language) throws {
        for command in CommandRegistry.all {
            let schema = CommandRegistry.schema(of: command, in: language)
            let data = try #require(schema["properties"]?["data"])
            for field in CommandRegistry.fields(of: command) {
                let meaning = Vocabulary.meaning(of: [field.name], in: command.definition.name)
                #expect(
                    data["properties"]?[field.name]?["description"] == meaning.map { .string($0.text(in: language)) })
            }
        }
    }
}
