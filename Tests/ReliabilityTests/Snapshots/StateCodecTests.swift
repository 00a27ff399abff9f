import CanonicalJSON
import EventSourcing
import TestSupport
import Testing
import TradeMissions

@testable import DomainRecords

// A state that was kept is the state that was folded.
@Suite(.timeLimit(.minutes(10)))
struct StateCodecTests {
    @Test func `After every event of a simulation, the state of its stream reads back as the same one`() async throws {
        let book = try await SnapshotBook.shared.value
        var entries: [StreamName: Records.Entry] = [:]
        var categories: Set<TradeMissions.Category> = []
        let decoder = EventDecoder()
        for stored in book.events {
            let event = try decoder.decode(stored)
            var entry = entries[stored.stream] ?? .initial(of: stored.stream)
            entry.apply(event.event, event.header)
            entries[stored.stream] = entry
            categories.insert(try #require(Category(of: stored.stream)))

            let what = "\(stored.stream.text) after \(stored.type)"
            let bytes = try #require(StateCodec.encode(entry.state), "\(what)")
            func copy<Subject: Aggregate>(_: Subject) -> (any Aggregate)? { StateCodec.decode(bytes, as: Subject.self) }
            let state = try #require(copy(entry.state) as (any Aggregate)?, "\(what)")
            #expect(reflection(of: state) == reflection(of: entry.state), "\(what)")

            guard type(of: entry.state).hasSnapshots else {
                #expect(Snapshot(entry, of: stored.stream) == nil)
                continue
            }
            let snapshot = try #require(Snapshot(entry, of: stored.stream), "\(what)")
            let read = try #require(snapshot.entry, "\(what)")
            #expect(snapshot.state == bytes && reflection(of: read.state) == reflection(of: entry.state), "\(what)")
            #expect(read.version == stored.version && read.last == entry.last && read.keptVersion == stored.version)
        }
        // A simulation keeps nothing and destroys nothing; each event of those is taken in below.
        #expect(categories == Set(Category.allCases.filter { !$0.isAboutKeeping && $0 != .person }))
    }

    @Test(arguments: Category.allCases)
    func `A state that has taken in one of every event reads back as the same one, and so does an empty one`(
        _ category: TradeMissions.Category
    ) throws {
        func check<Subject: Aggregate>(_: Subject.Type) throws {
            var states: [any Aggregate] = [Subject()]
            var entry = Records.Entry.initial(of: Subject.ID.sample.stream)
            for (number, type) in EventCatalogue.all.filter({ $0.category == category }).enumerated() {
                entry.apply(type.sample, .sample(Subject.ID.sample.stream, version: Int64(number + 1)))
                states.append(entry.state)
            }
            for state in states {
                let bytes = try #require(StateCodec.encode(state))
                let copy = try #require(StateCodec.decode(bytes, as: Subject.self))
                #expect(reflection(of: copy) == reflection(of: state))
            }
        }
        try check(category.aggregate)
    }

    @Test func `A state with more in it than a decoder's small ways can hold reads back as the same one`() throws {
        var officer = Records.Entry.initial(of: OfficerID.sample.stream)
        var claim = Records.Entry.initial(of: ClaimID.sample.stream)
        let named = { (name: String) throws in try #require(EventCatalogue.named(name)).sample }
        var generator = Chance(seed: 8)
        for version in 1...300 as ClosedRange<Int64> {
            let actor = OfficerID.random(using: &generator).text
            officer.apply(try named("RoleGranted"), .sample(OfficerID.sample.stream, version: version, by: actor))
            claim.apply(try named("RepaymentReceived"), .sample(ClaimID.sample.stream, version: version, by: actor))
        }
        for entry in [officer, claim] {
            let bytes = try #require(StateCodec.encode(entry.state))
            func copy<Subject: Aggregate>(_ state: Subject) -> Subject? { StateCodec.decode(bytes, as: Subject.self) }
            let read = try #require(copy(entry.state) as (any Aggregate)?)
            #expect(reflection(of: read) == reflection(of: entry.state))
        }
    }

    @Test func `What is no state of this program gives no state`() throws {
        var entry = Records.Entry.initial(of: "mission-one")
        entry.apply(try #require(EventCatalogue.named("MissionProposed")).sample, .sample("mission-one", version: 1))
        let snapshot = try #require(Snapshot(entry, of: "mission-one"))
        #expect(snapshot.entry != nil)
        let states: [[UInt8]] = [[], Array("{}".utf8), Array("nonsense".utf8), Array(snapshot.state.dropLast())]
        for state in states { #expect(snapshot.with(state: state).entry == nil) }
        #expect(snapshot.with(fold: "other").entry == nil)
        #expect(snapshot.with(fold: Fold.of(.measure).fingerprint).entry == nil)
        #expect(Snapshot(.initial(of: "mission-one"), of: "mission-one") == nil)
    }
}

extension EventHeader {
    fileprivate static func sample(
        _ stream: StreamName, version: Int64, by actor: String = OfficerID.sample.text
    ) -> EventHeader {
        EventHeader(
            position: version * 3, stream: stream, version: version, id: .event(Int(version), of: .sample),
            actor: actor, occurredAt: .sample.adding(seconds: version * 90_000), recordedAt: .sample, metadata: [])
    }
}

extension Snapshot {
    func with(fold: String? = nil, state: [UInt8]? = nil) -> Snapshot {
        Snapshot(
            stream: stream, version: version, position: position, eventID: eventID, fold: fold ?? self.fold,
            state: state ?? self.state)
    }
}
