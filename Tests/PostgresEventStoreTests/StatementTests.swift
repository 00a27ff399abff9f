import PostgresClient
import Testing

@testable import PostgresEventStore

/// Every statement type of the store; one that is missing here is not checked against the schema.
private let statements: [any Statement.Type] = [
    Append.self, CommandEntry.self, EnterRegister.self, ReadStreams.self, CurrentWatermark.self, AdvanceWatermark.self,
    WatermarkAt.self, ClaimProjection.self, ProjectionStandings.self, ReadModelRows.self, ApplyProjection.self,
    ReadModelContents.self, ParkedStreams.self, BeginGeneration.self, FillGeneration.self, SwitchGeneration.self,
    DropGeneration.self, SweepGenerations.self, CompareGenerations.self, ProjectionStatuses.self,
    ResolveRegister.self, RegisterEntries.self, CurrentFingerprint.self, HistoryExists.self, CompareFiles.self,
    RecordFiles.self, LoginRights.self, DurabilitySettings.self, UnguardedTables.self, LogProgress.self,
    LogContents.self, LogFindings.self, EnsurePartitionsAhead.self, RoomAhead.self, BeginIncarnation.self,
    IncarnationStanding.self, DiscardAhead.self, ModelsAhead.self, ReplicaStanding.self, PromoteServer.self,
    LogContents.self, LogFindings.self, ReadLogBatch.self, ReadStreamsBatch.self, ClaimSubscription.self,
    MoveSubscription.self,
]

struct StatementTests {
    @Test func `Every statement can be prepared on a fresh database`() async throws {
        let connection = try await PostgresFixture.make().superuser()
        for statement in statements { try prepare(statement, on: connection) }
        #expect(Set(statements.map { name(of: $0) }).count == statements.count)
    }

    private func prepare<Query: Statement>(_ type: Query.Type, on connection: borrowing Connection) throws {
        try connection.prepare(type)
    }

    private func name<Query: Statement>(of type: Query.Type) -> String { type.name }
}
