/// The files of this folder as they were when this was built: commands as JSON Lines, to be dispatched like any other,
/// and what the reasons of some are in English.
///
/// `files` and `fingerprint` are written by the build plugin EmbedText.
package enum EmbeddedScenarios {
    package struct File: Hashable, Sendable {
        package let path: String
        package let text: String
    }

    /// The text of a file.
    package static func text(of path: String) -> String {
        guard let file = files.first(where: { $0.path == path }) else {
            preconditionFailure("\(path) was not built in")
        }
        return file.text
    }
}
