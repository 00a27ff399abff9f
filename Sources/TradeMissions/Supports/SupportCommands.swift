extension Support {
    package static let commands: [any Command.Type] = []
}
