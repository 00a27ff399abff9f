extension Company {
    package static let commands: [any Command.Type] = []
}
