import Testing
import TradeMissions

struct CodesTests {
    @Test func `Codes in reports are English, in words joined by hyphens, and never change`() {
        #expect(
            Mission.Stage.allCases.map(\.code) == [
                "unknown", "proposed", "approved", "announced", "registration-open", "registration-closed", "preparing",
                "ready", "underway", "ended", "evaluated", "closed", "postponed", "cancelled",
            ])
        #expect(RiskLevel.allCases.map(\.code) == ["low", "elevated", "high"])
        #expect(GateItem.Status.allCases.map(\.code) == ["ok", "open", "waived", "overridden", "not-applicable"])
        #expect(
            Concern.Status.allCases.map(\.code) == [
                "unknown", "raised", "assigned", "linked", "addressed", "not-addressed", "responded", "closed",
                "reopened",
            ])
        #expect(
            Measure.Stage.allCases.map(\.code) == [
                "unknown", "opened", "proposed", "intention-notified", "view-received", "view-term-lapsed",
                "hearing-excepted", "decided", "concluded", "in-force", "suspended", "revoked", "expired", "dropped",
            ])
        #expect(FindingStanding.allCases.map(\.code) == ["not-found", "provisional", "confirmed", "refuted"])
        #expect(
            Support.Stage.allCases.map(\.code) == [
                "unknown", "applied", "screened", "granted", "rejected", "determined", "settled", "withdrawn",
                "revised",
                "terminated",
            ])
        #expect(
            Claim.Stage.allCases.map(\.code) == [
                "unknown", "open", "dunned", "writ", "arrangement", "settled", "remitted", "written-off", "prescribed",
            ])
        #expect(DecisionBasis.allCases.map(\.code) == ["in-person", "mandate", "ruling", "role"])
        // Words that are stored in English already are their own code.
        #expect(GroundKind.allCases.allSatisfy { $0.code == $0.rawValue })
        #expect(ConsequenceKind.allCases.allSatisfy { $0.code == $0.rawValue })
    }

    @Test func `A file that is not finished names commands that lead on, each of its own kind or a measure's`() {
        let finished = Mission.Stage.allCases.filter { $0.next.isEmpty }
        #expect(finished == [.closed, .cancelled])
        #expect(Measure.Stage.allCases.filter { $0.next.isEmpty } == [.concluded, .revoked, .expired, .dropped])
        #expect(Participation.Status.allCases.allSatisfy { !$0.next.isEmpty })
        for command in Mission.Stage.allCases.flatMap(\.next) {
            #expect(Category.mission.commands.contains { $0 == command })
        }
    }
}
