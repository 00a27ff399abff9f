/// How a run of `missieboek-audit` ended: the exit codes of `missieboek`, as far as it has them.
package enum AuditStatus: Int32, CaseIterable, Sendable {
    case sound = 0
    case bug = 1
    case notAllowed = 4
    case verificationFailed = 5
    case usage = 64
    case badInput = 65
    case notFound = 66
    case databaseUnavailable = 69
    case cannotCreate = 73
    case inputOutput = 74
}
