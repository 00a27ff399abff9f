import EventSourcing
import PersonalDataSealing
import PostgresClient
import TestSupport
import Testing

@testable import PostgresEventStore

// What becomes of keys that are missing, destroyed, taken back, or under another key than the file's.
@Suite(.timeLimit(.minutes(10)))
struct KeyTests {
    private static let gone = RegisterEntry(id: "company-gone", name: "Weg BV", kvkNumber: "01234567")
    private static let kept = RegisterEntry(id: "company-kept", name: "Blijft BV", kvkNumber: "76543210")
    private static let ids = [gone.id, kept.id]

    private static func fixture() async throws -> PostgresFixture {
        let fixture = try await PostgresFixture.make()
        _ = try fixture.makeStore().append(.sample([.sample("company-one")], register: [gone, kept]))
        return fixture
    }

    private static func standings(_ fixture: PostgresFixture) throws -> [String: RegisterStanding] {
        try fixture.store(named: "store").registerStandings(for: ids)
    }

    /// A database as it is restored from a dump, which leaves the keys out.
    private static func restored(_ database: ThrowawayDatabase) async throws -> PostgresFixture {
        let copy = PostgresFixture(database: try await ThrowawayCluster.shared.copy(of: database))
        try copy.superuser().run("delete from keys.data_keys")
        return copy
    }

    @Test
    func `Without its keys a database says so, records all that needs no name, and makes no new keys for old ids`()
        async throws
    {
        let restored = try await Self.restored(Self.fixture().database)
        let standings = try Self.standings(restored)
        #expect(standings == [Self.gone.id: .unreadable(.keysMissing), Self.kept.id: .unreadable(.keysMissing)])
        let store = try restored.store(named: "store")
        #expect(throws: StoreFailure.sealed(.keysMissing)) { try store.resolve("Weg BV") }
        #expect(throws: StoreFailure.sealed(.keysMissing)) {
            try store.append(.sample([.sample("company-one")], register: [Self.kept]))
        }
        guard case .stored = try store.append(.sample([.sample("company-one")])) else {
            Issue.record("what needs no name was not recorded")
            return
        }
        #expect(try restored.superuser().run("select count(*) from keys.data_keys").text(row: 0) == "0")
    }

    /// Which of both was made before the destruction, and whether the one that was destroyed is readable in the end.
    @Test(arguments: [(false, false, false), (false, true, false), (true, false, false), (true, true, true)])
    func `What was destroyed comes back only where neither the database nor the keys know of it`(
        isOldBook: Bool, areOldKeys: Bool, isBack: Bool
    ) async throws {
        let fixture = try await Self.fixture()
        let before = try await Self.restored(fixture.database)
        func export() throws -> [KeptKey] { try fixture.superuser().execute(ExportKeys()) }
        let oldKeys = try export()
        _ = try fixture.makeKeeper().append(.sample([], destroying: [KeyDestruction(subject: Self.gone.id)]))
        let newKeys = try export()
        let book = isOldBook ? before : try await Self.restored(fixture.database)

        let outcome = try book.superuser().executeOne(RestoreKeys(keys: areOldKeys ? oldKeys : newKeys))
        #expect(outcome.refused == (!isOldBook && areOldKeys ? 1 : 0))
        let standings = try Self.standings(book)
        #expect(standings[Self.kept.id] == .entered(Self.kept))
        #expect(standings[Self.gone.id] == (isBack ? .entered(Self.gone) : .erased))
        // And once more the other way round: what is destroyed stays so.
        _ = try book.superuser().executeOne(RestoreKeys(keys: newKeys))
        _ = try book.superuser().executeOne(RestoreKeys(keys: oldKeys))
        #expect(try Self.standings(book) == [Self.gone.id: .erased, Self.kept.id: .entered(Self.kept)])
        #expect(try book.store(named: "store").resolve(Self.gone.name) == [])
    }

    // Each looks for what another is just making.
    @Test func `Of many who make the first keys of a book at once, all enter and read the same`() async throws {
        for _ in 1...4 {
            let fixture = try await PostgresFixture.make()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        try await Threads.run {
                            let store = try fixture.store(named: "maker")
                            for name in ["First", "Second"] {
                                let entry = RegisterEntry(id: "person-\(number % 4)", name: "\(name) \(number)")
                                _ = try store.append(.sample([.sample("person-one")], register: [entry]))
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try fixture.registerEntries().map(\.id) == ["person-0", "person-1", "person-2", "person-3"])
            let keys = try fixture.superuser().run("select count(*) from keys.data_keys").text(row: 0)
            #expect(keys == "5")
        }
    }

    @Test func `Another key than that of the file opens nothing, and nothing is entered under it`() async throws {
        let fixture = try await Self.fixture()
        let other = KeyFile(path: RegisterOfTests.keys.path + ".other-\(UInt64.random(in: .min ... .max))")
        _ = try other.readOrMake()
        let store = try PostgresEventStore(ConnectionOptions(address: fixture.database.url), keys: other)
        let trouble = KeyTrouble.otherFile(path: other.path)
        #expect(try store.registerStandings(for: [Self.kept.id]) == [Self.kept.id: .unreadable(trouble)])
        #expect(throws: StoreFailure.sealed(trouble)) { try store.resolve(Self.kept.name) }
        let renamed = RegisterEntry(id: Self.kept.id, name: "Anders BV")
        #expect(throws: StoreFailure.sealed(trouble)) {
            try store.append(.sample([.sample("company-one")], register: [renamed]))
        }
        let absent = KeyFile(path: RegisterOfTests.keys.path + ".absent")
        let keyless = try PostgresEventStore(ConnectionOptions(address: fixture.database.url), keys: absent)
        #expect(throws: StoreFailure.sealed(.fileMissing(path: absent.path))) { try keyless.resolve(Self.kept.name) }
        // A file is made only for a database without keys.
        #expect(throws: StoreFailure.sealed(.fileMissing(path: absent.path))) {
            try keyless.append(.sample([.sample("company-one")], register: [renamed]))
        }
        #expect(try absent.read() == nil)
    }

    @Test func `An entry in another's place, or an older version in that of a newer, is not taken for it`() async throws
    {
        let fixture = try await Self.fixture()
        let renamed = RegisterEntry(id: Self.kept.id, name: "Nieuwe naam BV", kvkNumber: Self.kept.kvkNumber)
        _ = try fixture.makeStore().append(.sample([.sample("company-one")], register: [renamed]))
        let swaps = [
            "name = (select name from register.sealed_entries where id = 'company-gone' limit 1)",
            "name = kvk_number",
            "name = (select name from register.sealed_entries where id = 'company-kept' and version = 1)",
        ]
        for swap in swaps {
            let superuser = try fixture.superuser()
            try superuser.run(
                "begin; update register.sealed_entries set \(swap) where id = 'company-kept' and version = 2; commit")
            #expect(throws: StoreFailure.corrupt("the entry of company-kept in the register was not sealed there")) {
                try fixture.store(named: "store").registerStandings(for: [Self.kept.id])
            }
        }
    }

    @Test func `Names are read as they were at each position`() async throws {
        let fixture = try await PostgresFixture.make()
        let store = try fixture.store(named: "store")
        var positions: [Int64] = []
        for name in ["Eerste", "Tweede", "Derde"] {
            let entry = try store.append(
                .sample([.sample("company-one")], register: [RegisterEntry(id: Self.kept.id, name: name)])
            ).entry
            positions.append(try #require(entry.placements.first?.position))
        }
        func name(asOf position: Int64?) throws -> String? {
            guard
                case .entered(let entry)? = try store.registerStandings(for: [Self.kept.id], asOf: position)[
                    Self.kept.id]
            else { return nil }
            return entry.name
        }
        #expect(try positions.map { try name(asOf: $0) } == ["Eerste", "Tweede", "Derde"])
        #expect(try name(asOf: positions[0] - 1) == nil)
        #expect(try name(asOf: positions[2] - 1) == "Tweede" && name(asOf: nil) == "Derde")
        // Whoever asks what is held on them gets all of it, or is told that it cannot be opened.
        #expect(try store.registerHistory(of: Self.kept.id).map(\.name) == ["Eerste", "Tweede", "Derde"])
        #expect(try store.registerHistory(of: "company-none") == [])
        let keyless = try PostgresEventStore(ConnectionOptions(address: fixture.database.url))
        #expect(throws: StoreFailure.sealed(.fileNotNamed)) { try keyless.registerHistory(of: Self.kept.id) }
        _ = try fixture.makeKeeper().append(.sample([], destroying: [KeyDestruction(subject: Self.kept.id)]))
        #expect(try store.registerHistory(of: Self.kept.id) == [])
    }

    @Test func `Every letter of either case finds a name as the database's own lower case would`() async throws {
        let connection = try await PostgresFixture.make().superuser()
        // All characters that have a case, but for those that the server's library does not know yet.
        let found = try connection.run(
            """
            select chr(number), lower(chr(number) collate "und-x-icu")
            from generate_series(1, 131071) as number
            where number not between 55296 and 57343
                and lower(chr(number) collate "und-x-icu") <> chr(number)
            """)
        let pairs = (0..<found.count).map { (found.text(row: $0) ?? "", found.text(row: $0, column: 1) ?? "") }
        #expect(pairs.count > 1_300)
        for (upper, lower) in pairs {
            let isFolded = Array(BlindIndex.folded(upper).utf8) == Array(BlindIndex.folded(lower).utf8)
            #expect(isFolded, "\(upper) \(lower)")
        }
    }
}

// The key outside the database is replaced, and a run of that may be killed between any two of its steps.
@Suite(.timeLimit(.minutes(10)))
struct KeyRotationTests {
    private static let entry = RegisterEntry(id: "company-one", name: "Van Dijk", kvkNumber: "01234567")

    /// A database with an entry, under a key of its own.
    private static func book() async throws -> (fixture: PostgresFixture, file: KeyFile, store: PostgresEventStore) {
        let fixture = try await PostgresFixture.make()
        let file = KeyFile(path: RegisterOfTests.keys.path + ".rotated-\(UInt64.random(in: .min ... .max))")
        let store = try PostgresEventStore(ConnectionOptions(address: fixture.database.url), keys: file)
        _ = try store.append(.sample([.sample("company-one")], register: [entry]))
        return (fixture, file, store)
    }

    private static func other(_ number: Int) -> AppendRequest {
        .sample(
            [.sample("company-one")], register: [RegisterEntry(id: "company-later\(number)", name: "Later \(number)")])
    }

    @Test func `After a rotation the new key opens all and the old one nothing, and who works goes on`() async throws {
        let (fixture, file, store) = try await Self.book()
        let former = try #require(try file.read())
        let keeper = try Connection(ConnectionOptions(address: fixture.database.url(as: "missieboek_keeper")))
        let count = try KeyRotation(file: file).run(over: keeper)
        #expect(count == 2)
        #expect(try file.read()?.copiedBytes() != former.copiedBytes() && file.next.read() == nil)
        let kept = try keeper.execute(ExportKeys())
        #expect(kept.count == 2 && kept.allSatisfy { $0.wrapped?.unwrapped(by: former, for: $0.scope) == nil })

        // One that has read the former key before.
        _ = try store.append(Self.other(1))
        let fresh = try PostgresEventStore(ConnectionOptions(address: fixture.database.url), keys: file)
        #expect(try fresh.resolve("later 1").map(\.id) == ["company-later1"])
        #expect(try fresh.resolve(Self.entry.name) == [Self.entry] && store.resolve("01234567") == [Self.entry])
    }

    @Test func `Of several that replace the key at once each does, one behind the other, and what counts opens all`()
        async throws
    {
        let (fixture, file, _) = try await Self.book()
        for _ in 1...5 {
            try await withThrowingTaskGroup(of: Int64.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        try await Threads.run {
                            let address = fixture.database.url(as: "missieboek_keeper")
                            return try KeyRotation(file: file).run(
                                over: Connection(ConnectionOptions(address: address)))
                        }
                    }
                }
                for try await count in group { #expect(count == 2) }
            }
            let store = try PostgresEventStore(ConnectionOptions(address: fixture.database.url), keys: file)
            #expect(try store.resolve(Self.entry.name) == [Self.entry])
            #expect(try file.next.read() == nil)
        }
    }

    @Test(arguments: [false, true])
    func `A run that was killed before or behind the database's part leaves all readable, and the next completes it`(
        isStored: Bool
    ) async throws {
        let (fixture, file, _) = try await Self.book()
        let keeper = try Connection(ConnectionOptions(address: fixture.database.url(as: "missieboek_keeper")))
        let (former, next) = (try #require(try file.read()), SecretKey.random())
        #expect(try file.next.keep(next))
        if isStored {
            let keys = try keeper.execute(ExportKeys()).map { key in
                let wrapped = try #require(key.wrapped)
                return (
                    scope: key.scope, former: wrapped,
                    wrapped: try #require(wrapped.rewrapped(from: former, to: next, for: key.scope))
                )
            }
            let count = try keeper.executeOne(RewrapKeys(keys: keys))
            #expect(count == 2)
        }
        let store = try PostgresEventStore(ConnectionOptions(address: fixture.database.url), keys: file)
        #expect(try store.resolve(Self.entry.name) == [Self.entry])
        _ = try store.append(Self.other(2))
        let count = try KeyRotation(file: file).run(over: keeper)
        #expect(count == 3)
        let fresh = try PostgresEventStore(ConnectionOptions(address: fixture.database.url), keys: file)
        #expect(try fresh.resolve("later 2").count == 1 && fresh.resolve("01234567") == [Self.entry])
        #expect(try file.next.read() == nil)
    }
}
