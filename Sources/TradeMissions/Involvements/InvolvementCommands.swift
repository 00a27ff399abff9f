extension Involvement {
    package static let commands: [any Command.Type] = []
}
