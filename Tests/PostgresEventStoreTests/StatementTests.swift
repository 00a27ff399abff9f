import PostgresClient
import Testing

@testable import PostgresEventStore

/// Every statement type of the store; one that is missing here is not checked against the schema.
private let statements: [any Statement.Type] = [
    AccessLogExists.self,
    AcknowledgedLimit.self,
    AdvanceWatermark.self,
    Append.self,
    AppendBatch.self,
    AppendEvent.self,
    ApplyProjection.self,
    BeginGeneration.self,
    BeginIncarnation.self,
    BeginScopedQuestion.self,
    CanNoteDefinitions.self,
    CanNoteDepartures.self,
    ClaimProjection.self,
    ClaimSubscription.self,
    CommandEntry.self,
    CommandLogins.self,
    CompareFiles.self,
    CompareGenerations.self,
    CountFilesAhead.self,
    CurrentFingerprint.self,
    CurrentIncarnation.self,
    CurrentReach.self,
    CurrentWatermark.self,
    DestroyKeys.self,
    DiscardAhead.self,
    DropGeneration.self,
    DropSnapshots.self,
    DurabilitySettings.self,
    EnsurePartitionsAhead.self,
    EnterRegister.self,
    EventCount.self,
    ExportKeys.self,
    FillGeneration.self,
    HistoryExists.self,
    IncarnationStanding.self,
    IsScopedReader.self,
    KeepSnapshot.self,
    LatestSubscriptionClaim.self,
    LockUnsealed.self,
    LogContents.self,
    LogFindings.self,
    LogProgress.self,
    LogSettings.self,
    LoginRights.self,
    MatchCommand.self,
    ModelsAhead.self,
    MoveSubscription.self,
    NoteDepartures.self,
    NoteDuties.self,
    ParkedCounts.self,
    ParkedStreams.self,
    ProjectionStandings.self,
    ProjectionStatuses.self,
    PromoteServer.self,
    ProvideKeys.self,
    ReachAndScope.self,
    ReadDestroyedKeys.self,
    ReadFromSnapshots.self,
    ReadLogBatch.self,
    ReadLogKeepers.self,
    ReadModelContents.self,
    ReadModelRows.self,
    ReadReadings.self,
    ReadRegister.self,
    ReadShortStreams.self,
    ReadSnapshotStandings.self,
    ReadStreams.self,
    ReadStreamsBatch.self,
    ReadUnkeyed.self,
    ReadUnsealed.self,
    RecordFiles.self,
    RecordReading.self,
    RecordedBeyond.self,
    RegisterHeads.self,
    RenewDefinitions.self,
    ReplaceUnsealed.self,
    ReplayPaused.self,
    ReplicaStanding.self,
    ResolveRegister.self,
    RestoreKeys.self,
    ResumePosition.self,
    RewrapKeys.self,
    RewriteKeys.self,
    RoomAhead.self,
    SaltOfCommand.self,
    StreamLength.self,
    SweepGenerations.self,
    SwitchGeneration.self,
    SwitchLogFile.self,
    TryRestorationLock.self,
    UnguardedTables.self,
    WatermarkAt.self,
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
