extension Organisation {
    package static let commands: [any Command.Type] = []
}
