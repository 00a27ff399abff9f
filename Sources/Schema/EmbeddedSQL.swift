/// The files of `Schema/` as they were when this was built, in the order of their paths' bytes.
///
/// `files` and `fingerprint` are written by the build plugin EmbedText.
package enum EmbeddedSQL {
    package typealias File = SQLFile
}

/// One file of `Schema/`.
package struct SQLFile: Hashable, Sendable {
    /// The path within `Schema/`, as in `functions/event_store/append.sql`.
    package let path: String
    package let text: String

    package init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}
