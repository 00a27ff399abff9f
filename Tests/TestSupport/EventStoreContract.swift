package import EventSourcing

/// What ``EventStoreContract`` needs of a store: a log of its own, empty and used by nobody else, for each case.
package protocol StoreFixture: Sendable {
    /// A new instance on the fixture's log, with a connection of its own.
    func makeStore() throws -> any EventStore
    /// The same for whoever may destroy keys.
    func makeKeeper() throws -> any EventStore
    /// The register as it stands, in order of id. The port only writes to it.
    func registerEntries() throws -> [RegisterEntry]
}

extension StoreFixture {
    package func makeKeeper() throws -> any EventStore { try makeStore() }
}

/// What every event store must do, however it stores.
///
/// Each case is a sentence that holds for a fresh log.
///
///     @Test(arguments: EventStoreContract.cases)
///     func `The store in memory`(_ contractCase: ContractCase) async throws {
///         try await contractCase.check(InMemoryFixture())
///     }
package enum EventStoreContract {
    package static let cases: [ContractCase] =
        appending + unlawful + expecting + journal + bytes + reading + watermarks + register + destruction + sealing
        + racing + conditions + inOrder
}

package struct ContractCase: Sendable, CustomStringConvertible {
    package let sentence: String
    private let body: @Sendable (any StoreFixture) throws -> Void

    init(_ sentence: String, _ body: @escaping @Sendable (any StoreFixture) throws -> Void) {
        self.sentence = sentence
        self.body = body
    }

    package var description: String { sentence }

    /// Throws a ``ContractBreach`` when the sentence does not hold.
    ///
    /// Runs on a thread of its own.
    package func check(_ fixture: any StoreFixture) async throws {
        try await Threads.run { try body(fixture) }
    }
}

/// A store that does not keep the contract.
package struct ContractBreach: Error, CustomStringConvertible {
    package let description: String
}

/// As `#expect`, but usable on any thread and outside a test target.
///
/// The place in the file leads to the line.
func require(
    _ holds: Bool, _ message: @autoclosure () -> String, file: String = #fileID, line: Int = #line
) throws(ContractBreach) {
    guard holds else { throw ContractBreach(description: "\(message()) (\(file):\(line))") }
}

func requireEqual<Value: Equatable>(
    _ actual: Value, _ expected: Value, _ what: String, file: String = #fileID, line: Int = #line
) throws(ContractBreach) {
    guard actual == expected else {
        throw ContractBreach(description: "\(what): \(actual) instead of \(expected) (\(file):\(line))")
    }
}

/// The failure of `body`, which must fail.
func requireFailure(
    _ what: String, file: String = #fileID, line: Int = #line, _ body: () throws(StoreFailure) -> AppendResult
) throws(ContractBreach) -> StoreFailure {
    let result: AppendResult
    do { result = try body() } catch { return error }
    throw ContractBreach(description: "\(what) was answered \(result) (\(file):\(line))")
}
