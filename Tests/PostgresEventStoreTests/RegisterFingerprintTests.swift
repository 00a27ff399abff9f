import EventSourcing
import PostgresClient
import TestSupport
import Testing

// What the register keeps of a command's content, beside the contract of every store.
@Suite(.timeLimit(.minutes(10)))
struct RegisterFingerprintTests {
    private static let id = "company-3f9k2m8q7x1t"

    private func request(_ number: String, id: UniqueID) -> AppendRequest {
        .sample(
            [.sample("company-one")], id: id,
            register: [RegisterEntry(id: Self.id, name: "Van Dijk", kvkNumber: number)],
            registerContent: RegisterContent(id: Self.id, bytes: Array(#"{"kvkNumber":"\#(number)"}"#.utf8)))
    }

    // The salt of a command follows from its id, so that two who give it at once keep the same.
    @Test func `Equal contents leave unequal fingerprints, which no hash of the content gives away`() async throws {
        let fixture = try await PostgresFixture.make()
        let store = try fixture.makeStore()
        _ = try store.append(request("01234567", id: .random()))
        _ = try store.append(request("01234567", id: .random()))

        let kept = try fixture.superuser().run(
            """
            select count(distinct fingerprint), count(distinct salt),
                count(*) filter (where fingerprint = sha256('{"kvkNumber":"01234567"}')),
                count(*) filter (where fingerprint = sha256(salt || '{"kvkNumber":"01234567"}')), count(*)
            from register.fingerprints
            """)
        #expect((0..<5).map { kept.text(row: 0, column: $0) } == ["2", "2", "0", "0", "2"])
        let journal = try fixture.superuser().run("select count(distinct content_hash) from event_store.commands")
        #expect(journal.text(row: 0) == "1")
    }

    @Test func `What was erased with its entries matches anything, and a repeat does not bring it back`() async throws {
        let fixture = try await PostgresFixture.make()
        let store = try fixture.makeStore()
        let id = UniqueID.random()
        let entry = try store.append(request("01234567", id: id)).entry
        let superuser = try fixture.superuser()
        let erasure = AppendRequest.sample([.sample("company-one")], destroying: [KeyDestruction(subject: Self.id)])
        _ = try fixture.makeKeeper().append(erasure)

        #expect(try store.append(request("76543210", id: id)) == .duplicate(entry))
        #expect(try fixture.registerEntries().isEmpty)
        #expect(try superuser.run("select count(*) from register.fingerprints").text(row: 0) == "0")
    }

    @Test func `A conflict leaves no fingerprint behind`() async throws {
        let fixture = try await PostgresFixture.make()
        let failing = AppendRequest.sample(
            [], expecting: [Expectation("company-one", .exists)],
            registerContent: RegisterContent(id: Self.id, bytes: Array("{}".utf8)))
        #expect(throws: StoreFailure.self) { try fixture.makeStore().append(failing) }
        #expect(try fixture.superuser().run("select count(*) from register.fingerprints").text(row: 0) == "0")
    }
}
