/// Why something proves nothing.
package enum AuditFault: Error, Hashable, Sendable {
    /// It is not what it should be at all, with what is wrong.
    case malformed(String)
    /// Nobody who is trusted has signed it.
    case unsigned
    /// The signature is not that of the trusted key whose name and number it has.
    case wrongSignature(key: String)
    /// It is of another log, with that log's name.
    case otherLog(String)
    /// The record is not at that place in the log of the checkpoint.
    case notIncluded(index: Int64)
    /// The later log does not begin with the earlier one.
    case inconsistent(earlier: Int64, later: Int64)
    /// The events of a stream do not follow on each other: versions are missing or twice there.
    case incomplete(stream: String, version: Int64)
}
