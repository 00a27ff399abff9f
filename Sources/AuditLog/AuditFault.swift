/// Why something proves nothing.
package enum AuditFault: Error, Hashable, Sendable {
    /// It is not what it should be at all, with what is wrong in Dutch and in English.
    case malformed(nl: String, en: String)
    /// None of the log's keys that are trusted has signed it.
    case unsigned
    /// A witness who must have signed it has not.
    case unwitnessed(key: String)
    /// The signature is not that of the trusted key whose name and number it has.
    case wrongSignature(key: String)
    /// Only a key has signed it that had handed over to another one when the log had `at` events.
    case handedOver(size: Int64, at: Int64)
    /// It is of another log, with that log's name.
    case otherLog(String)
    /// The record is not at that place in the log of the checkpoint.
    case notIncluded(index: Int64)
    /// The later log does not begin with the earlier one, or is smaller, and so none that could.
    case inconsistent(earlier: Int64, later: Int64)
    /// The events of a stream do not follow on each other: versions are missing or twice there.
    case incomplete(stream: String, version: Int64)
}
