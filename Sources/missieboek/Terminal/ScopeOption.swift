import TradeMissions

/// An option that every subcommand's parser knows and only some subcommands heed: the moment, or the server, that they
/// are about.
///
/// Given to another, it is refused: nobody takes an answer about now for one about then.
enum ScopeOption: String, CaseIterable {
    case asOf = "as-of"
    case validAt = "valid-at"
    case replica
    case maxLag = "max-lag"

    /// Fails when one of them is given to the subcommand `name`, which heeds `heeded` only.
    static func requireHeeded(_ heeded: [ScopeOption], by name: String, in words: [String]) throws(Failure) {
        let given = words.prefix { $0 != "--" }.compactMap { word in
            word.hasPrefix("--") ? ScopeOption(rawValue: String(word.dropFirst(2).prefix { $0 != "=" })) : nil
        }
        guard let option = given.first(where: { !heeded.contains($0) }) else { return }
        let others = option.subcommands.joined(separator: ", ")
        throw Failure(
            .usage,
            Phrase(
                nl: "--\(option.rawValue) gaat niet met \(name), alleen met: \(others)",
                en: "--\(option.rawValue) does not go with \(name), only with: \(others)"))
    }

    private var subcommands: [String] {
        DocumentedCommand.all.flatMap { [$0] + $0.children }.filter { $0.parser.scope.contains(self) }.map(\.name)
    }
}
