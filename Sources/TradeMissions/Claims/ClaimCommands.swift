extension Claim {
    package static let commands: [any Command.Type] = []
}
