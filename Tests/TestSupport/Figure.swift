/// What a test has counted, for the table at the end of `Scripts/test`.
package enum Figure {
    /// Figures of one name are added up, over arguments, tests and processes.
    ///
    /// `name` and `unit` are single words.
    package static func report(_ name: String, _ value: Int, _ unit: String) {
        print("figure \(name) \(value) \(unit)")
    }
}
