extension Briefing {
    package static let commands: [any Command.Type] = []
}
