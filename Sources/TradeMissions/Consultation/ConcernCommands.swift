extension Concern {
    package static let commands: [any Command.Type] = []
}
