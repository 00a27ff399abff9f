import DomainRecords
import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

/// Whoever decided in a file, on whatever, has nothing of it erased or destroyed.
@Suite("Deciding is kept apart from erasing and destroying (ERASURE, DISPOSAL)")
struct DecidingEventsTests {
    /// The sample of the catalogue fills every field, so that the risk of its mission is set below that of the country.
    private static let deciding: [EventType] = EventCatalogue.all.filter(\.sample.isDecision)

    @Test("These events, and no others, are decisions")
    func named() {
        #expect(
            Set(Self.deciding.map(\.family)) == [
                "AdministratorAppointed", "OfficerIdentityCorrected", "RoleGranted", "RoleRevoked", "MandateGranted",
                "MandateRevoked",
                "CountryRiskProfilePublished",
                "MissionRiskLevelSet", "MissionPlanApproved", "CivilSocietyBriefingDecided", "InvolvementWaived",
                "ReadinessOverridden", "MissionDeclaredReady", "MissionPostponed", "MissionReopened",
                "MissionCancelled",
                "OfficialSupportWithdrawn",
                "ParticipationConfirmed", "CompanyWaitlisted", "RegistrationRefused", "RegistrationCancelled",
                "ConcernNotAddressed",
                "DueDiligenceStepRecorded", "AssessmentCompleted", "ImprovementPlanAccepted",
                "ImprovementPlanRejected", "NonAdherenceFound", "NonAdherenceConfirmed", "NonAdherenceRefuted",
                "UnwillingnessFound", "UnwillingnessConfirmed", "UnwillingnessRefuted",
                "HearingExceptionInvoked", "MeasureDecided", "MeasureFileDropped", "MeasureSuspended",
                "MeasureResumed", "MeasureReviewed", "MeasureRevoked",
                "SupportGranted", "SupportRejected", "ObligationBreachFound", "PaymentSuspended", "PaymentResumed",
                "SupportDetermined", "SupportTerminated", "SupportGrantWithdrawn", "DeterminationWithdrawn",
                "SupportReclaimed", "SupportReinstated",
                "ClaimEstablished", "WritIssued", "PaymentArrangementAgreed", "ClaimSetOff", "ClaimRemitted",
                "ClaimWrittenOff", "ClaimReducedOnObjection",
                "DisposalApproved",
            ])
    }

    @Test("A risk that is set as high as the country's decides nothing")
    func risk() {
        let set = Mission.RiskLevelSet(level: .high, comparedVersion: 1)
        #expect(!DomainEvent.mission(.riskLevelSet(set)).isDecision)
    }

    private static let inFiles: [EventType] = deciding.filter {
        [.mission, .participation, .concern, .assessment, .measure, .support, .claim].contains($0.category)
    }

    @Test(
        "Whoever recorded one does not approve the destruction of its file, with another account either",
        arguments: inFiles)
    func disposal(type: EventType) throws {
        let book = try Book()
        let file = Self.stream(of: type.category.aggregate)
        book.record([Emission(stream: file, event: type.sample)], by: TestOfficer.missionApprover.id)
        try book.accept(
            KeepingSample.publish(KeepingSample.category(after: .lastEvent, of: [type.category])), by: .recordsManager)
        try book.wait(until: "2032-01-01")
        let list = KeepingSample.disposal
        try book.accept(Disposal.Propose(disposal: list, dossiers: [file]), by: .recordsManager)
        let approval = Disposal.Approve(disposal: list, revision: 1)
        #expect(try book.refusal(of: approval, by: .secondRecordsManager) == nil)
        try book.identify([.missionApprover, .secondRecordsManager])
        let refusal = try #require(try book.refusal(of: approval, by: .secondRecordsManager))
        #expect(refusal.rule == .disposal && refusal.finding.en.contains(file.text))
    }

    @Test("Whoever refused a company its place does not erase it")
    func erasing() throws {
        let book = try Book.withMissionFiles()
        let file = ParticipationID(FileSample.riyadh, FileSample.company).stream
        try book.record(["CompanyRegistered"], in: file, by: .missionManager)
        let command = KeepingSample.erase(SubjectID(FileSample.company))
        #expect(try book.refusal(of: command, by: .everything)?.rule != .erasure)
        try book.record(["RegistrationRefused"], in: file, by: .everything)
        let refusal = try #require(try book.refusal(of: command, by: .everything))
        #expect(refusal.rule == .erasure && refusal.finding.en.contains(file.text))
    }

    private static func stream(of aggregate: any Aggregate.Type) -> StreamName {
        func name<Subject: Aggregate>(_: Subject.Type) -> StreamName { Subject.ID.sample.stream }
        return name(aggregate)
    }
}
