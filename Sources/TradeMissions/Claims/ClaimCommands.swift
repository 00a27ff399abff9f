extension Claim {
    package static let commands: [any Command.Type] = [
        SendReminder.self, IssueWrit.self, AgreeInstalments.self, RecordReceipt.self, SetOff.self,
        ChargeInterest.self, Remit.self, WriteOff.self, Prescribe.self, Reduce.self, Refund.self, Settle.self,
    ]
}
