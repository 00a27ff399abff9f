import CanonicalJSON
import DomainRecords
import EventSourcing
import Foundation
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Texts that name somebody")
struct ConfidentialStatementTests {
    /// As long as what is sealed: the overhead, and a text that was filled up.
    private static func bytes(_ count: Int, seed: UInt64) -> [UInt8] {
        var chance = Chance(seed: seed)
        return [1] + (1..<count).map { _ in UInt8(chance.number(0...255)) }
    }

    @Test("Base64 is that of Foundation at every length, and one text stands for each sequence of bytes")
    func base64() throws {
        for count in 0...200 {
            let bytes = Array(Self.bytes(201, seed: UInt64(count)).prefix(count))
            let text = Data(bytes).base64EncodedString()
            #expect(Base64.encode(bytes) == text)
            #expect(Base64.decode(text.utf8) == bytes)
        }
        for text in [
            "A", "AA", "AAA", "AA=", "AB==", "AAB=", "A===", "====", "AA==AAAA", "AA A", "AA-_", "AAA\n", "ÀAA=",
        ] {
            #expect(Base64.decode(text.utf8) == nil, "\(text)")
        }
    }

    @Test("A statement is read as it was sealed", arguments: [93, 157, 285, 1_053, 8_221])
    func read(count: Int) throws {
        let bytes = Self.bytes(count, seed: 7)
        let statement = ConfidentialStatement(sealed: bytes)
        #expect(statement.text.hasPrefix("sealed:") && statement.sealedBytes == bytes)
        #expect(try ConfidentialStatement(text: statement.text) == statement)
        #expect(try ConfidentialStatement(text: ConfidentialStatement.sample.text) == .sample)
    }

    @Test(
        "Nothing that was not sealed is taken, and the fault does not quote it",
        arguments: [
            "Jan Jansen is gezien", "sealed:", "sealed:Jan Jansen", "sealed:SmFuIEphbnNlbg==", "",
            "sealed:" + Data(bytes(92, seed: 1)).base64EncodedString(),
            "sealed:" + Data([2] + bytes(92, seed: 1)).base64EncodedString(),
            "sealed:" + Data(bytes(8_285, seed: 1)).base64EncodedString(),
            "Sealed:" + Data(bytes(93, seed: 1)).base64EncodedString(),
            " " + ConfidentialStatement.sample.text, ConfidentialStatement.sample.text + "\n",
        ])
    func refused(text: String) throws {
        let fault = #expect(throws: InvalidText.self) { try ConfidentialStatement(text: text) }
        let said = try #require(fault).description + (fault?.text ?? "") + (fault?.dutch ?? "")
        #expect(!said.contains("Jan") && (text.isEmpty || !said.contains(text)))
    }

    @Test("Wherever one is taken or stored, it is called the same, and whom it is about stands beside it")
    func names() throws {
        var commands: Set<String> = []
        for command in Category.allCases.flatMap(\.commands) {
            guard let isNamed = Self.isNamed(in: Self.shape(of: command)) else { continue }
            let definition = command.definition
            commands.insert(definition.name)
            #expect(isNamed && definition.rules.contains(.complete) && definition.rules.contains(.known))
        }
        #expect(commands == ["measure.receive-view", "concern.raise", "company.record-response"])
        let events = EventCatalogue.all.compactMap { type in Self.isNamed(in: type.shape).map { (type.name, $0) } }
        #expect(Set(events.map(\.0)) == ["ViewReceived.v2", "ConcernRaised.v2", "ResponseReceived.v2"])
        #expect(events.allSatisfy { $0.1 })
    }

    private static func shape(of command: any Command.Type) -> Shape {
        FieldRecorder.shape(of: command)
    }

    /// Whether a sealed text has its name, and stands beside whom it is about; nil where there is none.
    private static func isNamed(in shape: Shape) -> Bool? {
        guard case .object(let fields) = shape else { return nil }
        let sealed = fields.filter { field in
            if case .scalar(let scalar, _) = field.shape { scalar == ConfidentialStatement.shape } else { false }
        }
        guard let first = sealed.first else { return nil }
        let about = fields.first { $0.name == ConfidentialStatement.subjectField }
        return sealed.count == 1 && first.name == ConfidentialStatement.field && first.isOptional
            && about?.isOptional == true && about?.shape == Shape(of: SubjectID.self)
    }

    private static let company = FileSample.company

    private static func response(
        about subject: SubjectID?, _ statement: ConfidentialStatement?
    ) -> Company.RecordResponse {
        Company.RecordResponse(
            company: company, response: .partial, summary: "zoekt het uit", confidentialAbout: subject,
            confidential: statement)
    }

    private static func book() throws -> Book {
        let book = try Book()
        try book.accept(
            Company.Register(
                company: company, name: "Bouw BV", kvkNumber: try KvkNumber(text: "27312345"), contact: "",
                sizeClass: .large, sector: "bouw"))
        return book
    }

    @Test("A text and whom it is about are given both or not at all, about somebody who is known")
    func whole() throws {
        let book = try Self.book()
        let (known, unknown) = (SubjectID(Self.company), SubjectID(PersonID(local: "onbekend0001")))
        #expect(try book.refusal(of: Self.response(about: known, nil))?.rule == .complete)
        #expect(try book.refusal(of: Self.response(about: nil, .sample))?.rule == .complete)
        #expect(try book.refusal(of: Self.response(about: unknown, .sample))?.rule == .known)
        #expect(try book.accept(Self.response(about: nil, nil)).eventNames == ["ResponseReceived.v2"])
        let decision = try book.accept(Self.response(about: known, .sample))
        guard case .company(.responseReceived(let received))? = decision.emissions.first?.event else {
            Issue.record("\(decision.eventNames)")
            return
        }
        #expect(received.confidential == .sample && received.confidentialAbout == known)
    }

    @Test("Who is written of is found by whom the text is about, and by nothing in what was sealed")
    func mentions() throws {
        for seed in 1...50 {
            let statement = ConfidentialStatement(sealed: Self.bytes(8_221, seed: UInt64(seed)))
            let emission = Self.company.event(
                .responseReceived(
                    Company.ResponseReceived(
                        response: .partial, summary: "", confidentialAbout: SubjectID(PersonID.sample),
                        confidential: statement)))
            let stored = try EventCodec.encode(emission, occurredAt: .sample, metadata: Array("{}".utf8))
            let event = RecordedEvent(
                position: 1, stream: stored.stream, version: 1, id: .sample, type: stored.type,
                actor: TestOfficer.caseHandler.id.text, occurredAt: .sample, recordedAt: .sample, data: stored.data,
                metadata: stored.metadata)
            #expect(
                SubjectMentions.subjects(in: event) == [
                    SubjectID(PersonID.sample), SubjectID(Self.company), SubjectID(TestOfficer.caseHandler.id),
                ])
        }
    }
}
