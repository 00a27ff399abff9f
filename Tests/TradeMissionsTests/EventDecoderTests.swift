import EventSourcing
import Foundation
import Testing

@testable import DomainRecords
@testable import TradeMissions

/// The quick way of reading stored events against the thorough one.
struct EventDecoderTests {
    /// What a way of reading made of bytes: the event as it would be stored again, or the failure.
    private func outcome(
        of stored: RecordedEvent, _ decode: (RecordedEvent) throws(StoreFailure) -> Recorded<DomainEvent>
    ) throws -> Result<NewEvent, StoreFailure> {
        do throws(StoreFailure) {
            let recorded = try decode(stored)
            #expect(recorded.header == stored.header)
            let emission = Emission(stream: recorded.header.stream, event: recorded.event)
            return .success(try EventCodec.encode(emission, occurredAt: .sample, metadata: []))
        } catch {
            return .failure(error)
        }
    }

    @Test(arguments: EventCatalogue.all)
    func `Every event that was ever stored is read the quick way, and as the thorough way reads it`(
        type: EventType
    ) throws {
        let stored = type.recorded(try Self.golden(type))
        let decoder = EventDecoder()
        #expect(decoder.decodeQuickly(stored) != nil)
        let thorough = try outcome(of: stored) { stored throws(StoreFailure) in try EventCodec.decode(stored) }
        #expect(try outcome(of: stored) { stored throws(StoreFailure) in try decoder.decode(stored) } == thorough)
        if type.isWritten { #expect(try thorough.get().data == stored.data) }
    }

    @Test(arguments: EventCatalogue.all)
    func `Damaged bytes give the same event or the same failure either way`(type: EventType) throws {
        let bytes = try Self.golden(type)
        let decoder = EventDecoder()
        let damages: [[UInt8]] = [
            [], Array(" ".utf8), Array("\"".utf8), Array("\\".utf8), Array("x".utf8), Array("0".utf8), Array("-".utf8),
            Array("null".utf8), Array("{}".utf8), Array("[]".utf8), Array(",".utf8), Array("\\u0041".utf8), [0xC3],
        ]
        for place in bytes.indices {
            for (number, damage) in damages.enumerated() where (place + number).isMultiple(of: 3) {
                let stored = type.recorded(bytes[..<place] + damage + bytes[(place + 1)...])
                let thorough = try outcome(of: stored) { stored throws(StoreFailure) in try EventCodec.decode(stored) }
                let quick = try outcome(of: stored) { stored throws(StoreFailure) in try decoder.decode(stored) }
                #expect(quick == thorough, "\(String(decoding: stored.data, as: UTF8.self))")
            }
        }
    }

    @Test(arguments: ["missie-riyad", "company-3f9k2m8q7x1t", "missions-riyad"])
    func `An event in a stream that is not of its category is refused`(stream: String) throws {
        let type = try #require(EventCatalogue.all.first { $0.name == "MissionAnnounced" })
        let stored = type.recorded(try Self.golden(type), stream: try StreamName(text: stream))
        let thorough = try outcome(of: stored) { stored throws(StoreFailure) in try EventCodec.decode(stored) }
        guard case .failure(.unknownEvent) = thorough else {
            Issue.record("\(stream) was accepted")
            return
        }
        #expect(
            try outcome(of: stored) { stored throws(StoreFailure) in try EventDecoder().decode(stored) } == thorough)
    }

    private static func golden(_ type: EventType) throws -> [UInt8] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
        return try [UInt8](Data(contentsOf: folder.appending(path: type.name + ".json")).dropLast())
    }
}
