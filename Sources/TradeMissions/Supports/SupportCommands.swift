extension Support {
    package static let commands: [any Command.Type] = [
        Apply.self, Screen.self, RequireMonitoring.self, Grant.self, Reject.self, PayAdvance.self,
        ReceiveReport.self, FindBreach.self, SuspendPayment.self, ResumePayment.self, Determine.self,
        PayBalance.self, Terminate.self, WithdrawGrant.self, WithdrawDetermination.self, Reclaim.self,
    ]
}
