extension BmoMeeting {
    package static let commands: [any Command.Type] = []
}
