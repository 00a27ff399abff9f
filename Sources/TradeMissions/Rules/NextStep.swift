// Which commands lead on from where a file stands: the remedy of a refusal by `Rule.lifecycle`.

extension Phrase {
    /// The commands that lead on, as a user types them, whenever their own conditions are met.
    static func leadingOn(_ commands: [any Command.Type]) -> Phrase {
        guard !commands.isEmpty else {
            return Phrase(
                nl: "Hierop volgt gewoonlijk geen stap meer; wat er vastligt toont `missieboek timeline`.",
                en: "Usually no step follows from here; `missieboek timeline` shows what is on file.")
        }
        let names = commands.typed
        return Phrase(
            nl: "Hierop volgt \(names.joined(separator: " of ")).",
            en: "What follows from here is \(names.joined(separator: " or ")).")
    }

    /// The command that has to come first.
    static func first(_ commands: any Command.Type...) -> Phrase {
        let names = commands.typed
        return Phrase(
            nl: "Geef eerst \(names.joined(separator: " of ")).", en: "Give \(names.joined(separator: " or ")) first.")
    }
}

extension [any Command.Type] {
    fileprivate var typed: [String] { map { "`missieboek \($0.definition.words)`" } }
}

extension CommandDefinition {
    /// The words that give the command, behind `missieboek`: `mission announce`.
    fileprivate var words: String { name.split(separator: ".").joined(separator: " ") }
}

extension Refusal {
    /// The refusal of a command that is incomplete, with where to see what it takes when nothing better is said.
    package func naming(_ definition: CommandDefinition) -> Refusal {
        guard rule == .complete, remedy == rule.remedy else { return self }
        let words = definition.words
        return Refusal(
            rule: rule, finding: finding,
            remedy: Phrase(
                nl: "Geef `missieboek \(words)` opnieuw, met wat ontbreekt of hersteld is; de velden: "
                    + "`missieboek help \(words)`.",
                en: "Give `missieboek \(words)` again with what is missing or mended; its fields: "
                    + "`missieboek help \(words)`."))
    }
}

extension Mission.Stage {
    /// The commands that lead on from here.
    package var next: [any Command.Type] {
        switch self {
        case .unknown: [Mission.Propose.self]
        case .proposed: [Mission.AssessRisk.self, Mission.ApprovePlan.self]
        case .approved: [Mission.Announce.self]
        case .announced: [Mission.OpenRegistration.self]
        case .registrationOpen: [Mission.CloseRegistration.self]
        case .registrationClosed: [Mission.DeclareReady.self, Mission.OpenRegistration.self]
        case .preparing: [Mission.DeclareReady.self]
        case .ready: [Mission.Depart.self]
        case .underway: [Mission.End.self]
        case .ended: [Mission.HoldDebrief.self]
        case .evaluated: [Mission.Close.self]
        case .postponed: [Mission.Reopen.self]
        case .closed, .cancelled: []
        }
    }
}

extension Participation.Status {
    /// The commands that lead on from here.
    package var next: [any Command.Type] {
        switch self {
        case .unknown, .refused, .cancelled, .withdrawn: [Participation.Register.self]
        case .registered: [Participation.Confirm.self, Participation.Waitlist.self, Participation.Refuse.self]
        case .waitlisted: [Participation.Confirm.self, Participation.Refuse.self, Participation.Withdraw.self]
        case .confirmed: [Participation.RecordPresence.self, Participation.Withdraw.self]
        case .excluded: [Measure.Review.self, Measure.Revoke.self]
        case .tookPart, .noShow: [Participation.RecordPresence.self]
        }
    }
}

extension Support.Stage {
    /// The commands that lead on from here.
    package var next: [any Command.Type] {
        switch self {
        case .unknown: [Support.Apply.self]
        case .applied: [Support.Screen.self]
        case .screened: [Support.Grant.self, Support.Reject.self]
        case .granted: [Support.PayAdvance.self, Support.Determine.self]
        case .determined: [Support.PayBalance.self, Support.Reclaim.self, Support.WithdrawDetermination.self]
        case .terminated: [Support.Determine.self, Support.Reclaim.self]
        case .withdrawn, .revised: [Support.Reclaim.self]
        case .settled: [Support.WithdrawDetermination.self]
        case .rejected: []
        }
    }
}

extension Assessment.Stage {
    /// The commands that lead on from here.
    package var next: [any Command.Type] {
        switch self {
        case .unknown: [Assessment.Start.self]
        case .started, .underReview: [Assessment.RecordStep.self, Assessment.Complete.self]
        case .completed: [Assessment.RequestPlan.self, Assessment.Review.self]
        case .planRequested: [Assessment.SubmitPlan.self, Assessment.RecordRefusal.self]
        case .planSubmitted: [Assessment.AcceptPlan.self, Assessment.RejectPlan.self]
        case .planAccepted: [Assessment.RecordProgress.self, Assessment.Review.self]
        case .planRejected, .stepsRefused: [Assessment.RequestPlan.self, Assessment.SubmitPlan.self]
        }
    }
}

extension Measure.Stage {
    /// The commands that lead on from here; to decide is a person's choice, never a duty to take a measure.
    package var next: [any Command.Type] {
        switch self {
        case .unknown: [Measure.Open.self]
        case .opened: [Measure.Propose.self, Measure.Drop.self]
        case .proposed: [Measure.NotifyIntention.self, Measure.Drop.self]
        case .intentionNotified: [Measure.ReceiveView.self, Measure.LetTermLapse.self, Measure.Drop.self]
        case .viewReceived, .viewTermLapsed, .hearingExcepted: [Measure.Decide.self, Measure.Drop.self]
        case .decided: [Measure.Notify.self, Measure.Drop.self]
        case .inForce: [Measure.Review.self, Measure.Suspend.self, Measure.Revoke.self]
        case .suspended: [Measure.Resume.self, Measure.Review.self, Measure.Revoke.self]
        case .concluded, .revoked, .expired, .dropped: []
        }
    }
}

extension Briefing.Stage {
    /// The commands that lead on from here.
    package var next: [any Command.Type] {
        switch self {
        case .unknown: [Briefing.Plan.self]
        case .planned: [Briefing.Hold.self]
        case .held: [Briefing.RecordAttendance.self, Briefing.Correct.self]
        case .cancelled: []
        }
    }
}
