extension Country {
    package static let commands: [any Command.Type] = []
}
