/// The files of this folder as they were when this was built: commands as JSON Lines, to be dispatched like any other.
///
/// `files` and `fingerprint` are written by the build plugin EmbedText.
package enum EmbeddedScenarios {
    package struct File: Hashable, Sendable {
        package let path: String
        package let text: String
    }
}
