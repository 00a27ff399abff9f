import FoundationEssentials

/// The environment variables of this process, as they were when the first was asked for.
enum ProcessEnvironment {
    /// Read once: Foundation copies all of them each time, and a question asks for eight.
    static let variables = ProcessInfo.processInfo.environment
}
