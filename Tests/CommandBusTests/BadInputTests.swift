import CanonicalJSON
import CommandBus
import EventSourcing
import TestSupport
import Testing
import TradeMissions

/// One document that is no command, and the place that its answer names.
struct BadInput: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let document: [UInt8]
    let place: String

    init(_ description: String, _ document: String, _ place: String) {
        testDescription = description
        self.document = Array(document.utf8)
        self.place = place
    }

    static func command(_ change: String) -> String {
        #"{"command":"officer.register","id":"01950000-0000-7000-8000-000000000001","#
            + #""actor":"officer-aaaaaaaaaaaa","data":{"officer":"officer-bbbbbbbbbbbb","#
            + change
    }

    static let all = [
        BadInput("not JSON", "hello", "byte 0"),
        BadInput("truncated", #"{"command":"officer.register","id":"#, "$.id"),
        BadInput(
            "unknown command",
            #"{"command":"officer.enrol","id":"01950000-0000-7000-8000-000000000001","actor":"officer-aaaaaaaaaaaa","data":{}}"#,
            "$.command"),
        BadInput("unknown field", command(#""name":"X","unit":"Y","colour":"red"}}"#), "$.data.colour"),
        BadInput("missing field", command(#""name":"X"}}"#), "$.data.unit"),
        BadInput("wrong type", command(#""name":7,"unit":"Y"}}"#), "$.data.name"),
        BadInput("missing id", #"{"command":"officer.register","actor":"officer-aaaaaaaaaaaa","data":{}}"#, "$.id"),
        BadInput("duplicate key", command(#""name":"X","name":"Z","unit":"Y"}}"#), "$.data.name"),
        BadInput("NUL", command(#""name":"a\u0000b","unit":"Y"}}"#), "$.data.name"),
        BadInput("lone surrogate", command(#""name":"\ud800","unit":"Y"}}"#), "$.data.name"),
        BadInput("control character", command(#""name":"a\u001b[31mb","unit":"Y"}}"#), "$.data.name"),
        BadInput("direction mark", command(#""name":"a\u202eb","unit":"Y"}}"#), "$.data.name"),
        BadInput("10,000 nested arrays", command(#""name":"# + String(repeating: "[", count: 10_000)), "$.data.name"),
        BadInput("trailing text", command(#""name":"X","unit":"Y"}} {}"#), "byte"),
        BadInput("an array", "[1]", "$"),
    ]
}

@Suite("Bad input")
struct BadInputTests {
    @Test("It is refused with the place of the fault, in both languages", arguments: BadInput.all)
    func place(input: BadInput) throws {
        let fault = #expect(throws: CommandFault.self) { _ = try CommandEnvelope(parsing: input.document) }
        let message = try #require(fault?.message)
        #expect(message.en.contains(input.place), "\(message.en)")
        #expect(message.nl.contains(input.place))
        #expect(message.en.unicodeScalars.allSatisfy { $0 == "\n" || $0.isPrintable })
    }

    @Test("An amount out of range names its field and its bounds")
    func outOfRange() throws {
        let document =
            #"{"command":"support.apply","id":"01950000-0000-7000-8000-000000000001","#
            + #""actor":"officer-aaaaaaaaaaaa","data":{"amount":999999999999999}}"#
        let fault = #expect(throws: CommandFault.self) { _ = try CommandEnvelope(parsing: Array(document.utf8)) }
        let message = try #require(fault?.message)
        #expect(message.en.contains("$.data.amount"))
    }
}
