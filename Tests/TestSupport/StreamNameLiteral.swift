package import EventSourcing

extension StreamName: ExpressibleByStringLiteral {
    /// For tests only; an unlawful name ends the test run.
    package init(stringLiteral text: String) {
        do { try self.init(text: text) } catch { preconditionFailure("\(error)") }
    }
}
