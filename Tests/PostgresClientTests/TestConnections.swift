import PostgresClient
import TestSupport

/// One database for all tests of the client: none of them changes anything that another one sees.
enum TestDatabase {
    private static let task = Task { try await ThrowawayCluster.shared.database() }

    static func options(settings: [String: String] = [:]) async throws -> ConnectionOptions {
        let address = try await task.value.superuserURL
        return ConnectionOptions(address: address, applicationName: "client-test", settings: settings)
    }

    static func connect(settings: [String: String] = [:]) async throws -> Connection {
        try Connection(try await options(settings: settings))
    }
}

/// A statement for tests that returns numbers, without parameters.
protocol NumbersStatement: Statement<Int64> {}

extension NumbersStatement {
    static var name: String { "\(Self.self)" }

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> Int64 {
        try row.next()
    }
}

/// Runs `body`, which must fail, and returns its failure.
func failure(of body: () throws(PostgresError) -> Void) throws -> PostgresError {
    do { try body() } catch { return error }
    throw NothingFailed()
}

struct NothingFailed: Error {}
