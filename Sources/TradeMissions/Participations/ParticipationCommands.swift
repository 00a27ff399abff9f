extension Participation {
    package static let commands: [any Command.Type] = []
}
