import DomainRecords
import EventSourcing
import Testing
import TradeMissions

@Suite("Who appears in a stored event")
struct SubjectMentionsTests {
    private static let company = "company-3f9k2m8q7x1t"

    private func event(
        _ data: String = "{}", stream: String = "measure-2026-1", actor: String = "officer-aaaaaaaaaaaa",
        metadata: String = "{}"
    ) throws -> RecordedEvent {
        RecordedEvent(
            position: 1, stream: try StreamName(text: stream), version: 1, id: .sample, type: "Sample", actor: actor,
            occurredAt: .sample, recordedAt: .sample, data: Array(data.utf8), metadata: Array(metadata.utf8))
    }

    private func others(_ event: RecordedEvent) -> [String] {
        SubjectMentions.subjects(in: event).map(\.text).filter { $0 != event.actor }.sorted()
    }

    struct Mention: CustomTestStringConvertible {
        let testDescription: String
        var data = "{}"
        var stream = "measure-2026-1"
        var metadata = "{}"
    }

    static let mentions = [
        Mention(testDescription: "a field", data: #"{"company":"company-3f9k2m8q7x1t"}"#),
        Mention(
            testDescription: "an item of a list", data: #"{"attended":["company-bbbbbbbbbbbb","company-3f9k2m8q7x1t"]}"#
        ),
        Mention(testDescription: "sealed text", data: #"{"view":{"sealed":"AAAA","subject":"company-3f9k2m8q7x1t"}}"#),
        Mention(testDescription: "a free text", data: #"{"reason":"zie company-3f9k2m8q7x1t, en meer"}"#),
        Mention(testDescription: "the name of a stream", data: #"{"file":"participation-riyad-2026-3f9k2m8q7x1t"}"#),
        Mention(testDescription: "the event's own stream", stream: "participation-riyad-2026-3f9k2m8q7x1t"),
        Mention(testDescription: "the subject's own stream", stream: "company-3f9k2m8q7x1t"),
        Mention(testDescription: "what was erased", stream: "erasure-company-3f9k2m8q7x1t"),
        Mention(testDescription: "the metadata", metadata: #"{"reason":"company-3f9k2m8q7x1t"}"#),
    ]

    @Test("An id is found wherever it stands", arguments: mentions)
    func found(_ mention: Mention) throws {
        let event = try event(mention.data, stream: mention.stream, metadata: mention.metadata)
        #expect(others(event).contains(Self.company))
        // Quicker, and the same; but what keeps the book of erasures is no dossier of whom it names.
        #expect(
            try SubjectMentions.counts(event, for: SubjectID(text: Self.company)) == !mention.stream.hasPrefix(
                "erasure-"))
        #expect(try !SubjectMentions.counts(event, for: SubjectID(text: "company-cccccccccccc")))
    }

    @Test(
        "What only looks like an id is none",
        arguments: [
            #"{"a":"company-3f9k2m8q7x1"}"#, #"{"a":"company-3f9k2m8q7x1tt"}"#, #"{"a":"mijncompany-3f9k2m8q7x1t"}"#,
            #"{"a":"mission-3f9k2m8q7x1t"}"#, #"{"a":"company-"}"#, #"{"a":"3f9k2m8q7x1t"}"#,
            #"{"a":"company-12345678abcd"}"#,
        ])
    func notFound(data: String) throws {
        #expect(try others(event(data)).isEmpty)
        #expect(try !SubjectMentions.counts(event(data), for: SubjectID(text: Self.company)))
    }

    @Test("An officer appears where they acted, in the book of holds and erasures too")
    func actor() throws {
        let officer = try SubjectID(text: "officer-aaaaaaaaaaaa")
        #expect(try SubjectMentions.counts(event(stream: "hold-book"), for: officer))
        let hold = #"{"subjects":["officer-aaaaaaaaaaaa"]}"#
        #expect(
            try !SubjectMentions.counts(event(hold, stream: "hold-book", actor: "officer-bbbbbbbbbbbb"), for: officer))
    }
}
