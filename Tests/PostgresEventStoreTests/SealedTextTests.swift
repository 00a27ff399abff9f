import EventSourcing
import PersonalDataSealing
import PostgresClient
import TestSupport
import Testing

@testable import PostgresEventStore

// Texts that events hold sealed, as those see them who have the keys, or have them not.
@Suite(.timeLimit(.minutes(10)))
struct SealedTextTests {
    private static let key = SealingKey(subject: "person-one", dossier: "measure-one")
    private static let other = SealingKey(subject: "person-one", dossier: "measure-two")

    private static func text(_ text: String, under key: SealingKey = key) -> ConfidentialText {
        ConfidentialText(text, under: key, field: "confidential", command: .sample)
    }

    private static func passage(
        _ words: String, under key: SealingKey = key, by store: PostgresEventStore
    ) throws -> SealedPassage {
        let bytes = try #require(try store.sealed(text(words, under: key), makingKey: true))
        return SealedPassage(bytes, under: key, field: "confidential")
    }

    @Test func `What is sealed is opened where it was sealed, and nowhere else`() async throws {
        let fixture = try await PostgresFixture.make()
        let store = try fixture.store(named: "store")
        let (first, second) = (
            try Self.passage("Eerste", by: store), try Self.passage("Tweede", under: Self.other, by: store)
        )
        var changed = first.bytes
        changed[changed.count - 1] ^= 1
        let passages = [
            second, first, SealedPassage(first.bytes, under: Self.other, field: "confidential"),
            SealedPassage(first.bytes, under: Self.key, field: "summary"),
            SealedPassage(changed, under: Self.key, field: "confidential"), first,
        ]
        #expect(
            try store.standings(of: passages) == [
                .opened("Tweede"), .opened("Eerste"), .foreign, .foreign, .foreign, .opened("Eerste"),
            ])
        #expect(try store.standings(of: []) == [])
    }

    @Test func `Without the file, or with another's, nothing is opened and nothing is sealed`() async throws {
        let fixture = try await PostgresFixture.make()
        let passage = try Self.passage("Eerste", by: fixture.store(named: "store"))
        let absent = KeyFile(path: RegisterOfTests.keys.path + ".absent")
        let other = KeyFile(path: RegisterOfTests.keys.path + ".other-\(UInt64.random(in: .min ... .max))")
        _ = try other.readOrMake()
        let troubles: [(KeyFile?, KeyTrouble)] = [
            (nil, .fileNotNamed), (absent, .fileMissing(path: absent.path)), (other, .otherFile(path: other.path)),
        ]
        for (file, trouble) in troubles {
            let store = try PostgresEventStore(ConnectionOptions(address: fixture.database.url), keys: file)
            #expect(try store.standings(of: [passage]) == [.unreadable(trouble)])
            for makingKey in [true, false] {
                #expect(throws: StoreFailure.sealed(trouble)) {
                    try store.sealed(Self.text("Tweede"), makingKey: makingKey)
                }
            }
        }
        #expect(try absent.read() == nil)
    }

    @Test func `A rehearsal in a book without keys makes neither a key nor a file`() async throws {
        let fixture = try await PostgresFixture.make()
        let file = KeyFile(path: RegisterOfTests.keys.path + ".unmade")
        let store = try PostgresEventStore(ConnectionOptions(address: fixture.database.url), keys: file)
        #expect(try store.sealed(Self.text("Eerste"), makingKey: false) != nil)
        let keys = try fixture.superuser().run("select count(*) from keys.data_keys").text(row: 0)
        let scopes = try fixture.superuser().run("select count(*) from register.scopes").text(row: 0)
        #expect(keys == "0" && scopes == "0")
        #expect(try file.read() == nil)
        let unnamed = try PostgresEventStore(ConnectionOptions(address: fixture.database.url))
        #expect(throws: StoreFailure.sealed(.fileNotNamed)) {
            try unnamed.sealed(Self.text("Eerste"), makingKey: false)
        }
    }

    @Test func `What was sealed stays so through a new key outside, and is gone with its own`() async throws {
        let fixture = try await PostgresFixture.make()
        let file = KeyFile(path: RegisterOfTests.keys.path + ".turned-\(UInt64.random(in: .min ... .max))")
        let store = try PostgresEventStore(ConnectionOptions(address: fixture.database.url), keys: file)
        let (first, second) = (
            try Self.passage("Eerste", by: store), try Self.passage("Tweede", under: Self.other, by: store)
        )
        let keeper = try Connection(ConnectionOptions(address: fixture.database.url(as: "missieboek_keeper")))
        let count = try KeyRotation(file: file).run(over: keeper)
        #expect(count == 3)
        // One that had read the former key, and finds out.
        #expect(try Self.passage("Eerste", by: store) == first)
        #expect(try store.standings(of: [first, second]) == [.opened("Eerste"), .opened("Tweede")])

        let destruction = KeyDestruction(subject: Self.key.subject, dossier: Self.key.dossier)
        _ = try fixture.makeKeeper().append(.sample([], destroying: [destruction]))
        #expect(try store.standings(of: [first, second]) == [.erased, .opened("Tweede")])
        try fixture.superuser().run("delete from keys.data_keys where dossier = 'measure-two'")
        #expect(try store.standings(of: [first, second]) == [.erased, .unreadable(.keysMissing)])
    }

    @Test func `Of many who first write of one person in one file, all are sealed under one key`() async throws {
        let fixture = try await PostgresFixture.make()
        let passages = try await withThrowingTaskGroup(of: SealedPassage.self) { group in
            for number in 0..<8 {
                group.addTask {
                    try await Threads.run { try Self.passage("\(number)", by: fixture.store(named: "maker")) }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let standings = try fixture.store(named: "reader").standings(of: passages)
        #expect(standings.count == 8 && Set(standings) == Set((0..<8).map { .opened("\($0)") }))
    }

    /// Whoever comes second waits for the first: either the text is stored and its key destroyed behind it, or neither.
    @Test func `While a text is being stored its key is not destroyed`() async throws {
        let fixture = try await PostgresFixture.make()
        _ = try Self.passage("Eerste", by: fixture.store(named: "store"))
        let storing = try fixture.superuser()
        try storing.run("begin; select keys.hold('{person-one}', '{measure-one}')")
        let destroying = try fixture.superuser()
        try destroying.run("set lock_timeout = '200ms'")
        let blocked = destroying.outcome(
            of: "select keys.destroy(gen_random_uuid(), '{person-one}', '{measure-one}')")
        #expect(blocked == "55P03")
        try storing.run("commit")
        #expect(
            try destroying.run("select keys.destroy(gen_random_uuid(), '{person-one}', '{measure-one}')").text(row: 0)
                == "1")
        #expect(storing.outcome(of: "select keys.hold('{person-one}', '{measure-one}')") == "TM424")
    }

    @Test func `A login that may not read keys is told so, and opens nothing`() async throws {
        let fixture = try await PostgresFixture.make()
        let passage = try Self.passage("Eerste", by: fixture.store(named: "store"))
        let login = "auditor_\(UInt32.random(in: .min ... .max))"
        try await ThrowawayCluster.make(logins: [(login, "in role missieboek_auditor")])
        let auditor = try PostgresEventStore(
            ConnectionOptions(address: fixture.database.url(as: login)), keys: RegisterOfTests.keys)
        let failure = #expect(throws: StoreFailure.self) { try auditor.standings(of: [passage]) }
        guard case .denied? = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
    }
}
