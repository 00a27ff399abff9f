import EventSourcing
import PostgresClient

extension SQLState {
    static let actorRefused = SQLState(rawValue: "TM403")
    static let notKeptApart = SQLState(rawValue: "TM405")
    static let conflict = SQLState(rawValue: "TM409")
    static let commandReused = SQLState(rawValue: "TM410")
    static let invalidRequest = SQLState(rawValue: "TM422")
    static let numberTaken = SQLState(rawValue: "TM423")
    static let keyDestroyed = SQLState(rawValue: "TM424")
    static let registerNotSealed = SQLState(rawValue: "TM425")

    private static let lockNotAvailable = SQLState(rawValue: "55P03")
    private static let readOnlyTransaction = SQLState(rawValue: "25006")
    private static let protocolViolation = SQLState(rawValue: "08P01")
    private static let undefinedFunction = SQLState(rawValue: "42883")
    private static let undefinedTable = SQLState(rawValue: "42P01")
    private static let invalidSchemaName = SQLState(rawValue: "3F000")
    private static let unknownStatement = SQLState(rawValue: "26000")
    private static let duplicateStatement = SQLState(rawValue: "42P05")
    private static let serializationFailure = SQLState(rawValue: "40001")
    private static let deadlockDetected = SQLState(rawValue: "40P01")

    /// The transaction was undone for reasons that lie in its neighbours.
    var meansTryAgain: Bool { self == .serializationFailure || self == .deadlockDetected }

    /// The server broke off: what it was doing may have been committed just before.
    var meansBrokenOff: Bool {
        self == .adminShutdown || self == .crashShutdown || errorClass == "08" && self != .protocolViolation
    }

    /// Resources, locks, time limits, a server that is read-only or shuts down, a schema that is not in place.
    var meansUnavailable: Bool {
        meansTryAgain || meansNoSchema || ["25", "53", "55", "57", "58"].contains(errorClass)
    }

    /// The login may not do this at all.
    var meansDenied: Bool { self == .insufficientPrivilege }

    var meansLockedOut: Bool { self == .lockNotAvailable }

    var meansReadOnly: Bool { self == .readOnlyTransaction }

    var meansNoSchema: Bool { [.undefinedFunction, .undefinedTable, .invalidSchemaName].contains(self) }

    /// The session is not the one that the last transaction ran in.
    var meansPooled: Bool { [.unknownStatement, .duplicateStatement].contains(self) }

    /// Values out of range, constraints and limits of the server.
    var meansInvalid: Bool { self == .invalidRequest || ["22", "23", "54"].contains(errorClass) }
}

extension StoreFailure {
    /// For calls that change nothing: when the connection breaks, nothing is uncertain.
    init(reading error: PostgresError) {
        switch error {
        case .unreachable(let message), .connectionLost(let message, _): self = .unavailable(message)
        case .server(let report): self = .refusal(report)
        case .rolledBack: self = .unavailable("the server rolled the transaction back")
        case .unexpected(let message): self = .corrupt(message)
        }
    }

    init(appending request: AppendRequest, _ error: PostgresError) {
        switch error {
        case .connectionLost(let message, let report):
            self = report?.sqlState == .cannotConnectNow ? .unavailable(message) : .outcomeUnknown(message)
        case .server(let report) where report.sqlState == .conflict:
            self = .conflict(report, with: request)
        case .server(let report) where report.sqlState == .commandReused:
            self = .commandReused(request.commandID)
        case .server(let report) where report.sqlState.meansBrokenOff:
            self = .outcomeUnknown(report.message)
        case .unreachable, .server, .rolledBack, .unexpected:
            self.init(reading: error)
        }
    }

    private static func refusal(_ report: ServerReport) -> StoreFailure {
        let state = report.sqlState
        if state.meansDenied { return .denied(report.message) }
        if state == .notKeptApart { return .notKeptApart(report) }
        if state == .actorRefused { return .actorRefused(report.message) }
        if state == .numberTaken { return .numberTaken(holder: report.detail ?? "") }
        if state == .keyDestroyed { return .keyDestroyed(report) }
        if state == .registerNotSealed { return .sealed(.registerNotSealed) }
        if state.meansInvalid { return .invalid(report.message) }
        if state.meansPooled {
            return .unavailable("\(report.message): a pooler in transaction mode stands in between, and was not named")
        }
        if state.meansReadOnly { return .readOnly }
        if state.meansLockedOut { return .lockedOut }
        if state.meansBrokenOff || state.meansUnavailable { return .unavailable(report.message) }
        return .corrupt("\(state.rawValue): \(report.message)")
    }

    /// Reads the DETAIL of TM409: `{"stream":"…","expected":n,"actual":n}`.
    private static func conflict(_ report: ServerReport, with request: AppendRequest) -> StoreFailure {
        // The request says whether 0 was meant as `noStream` or as `exactly(0)`.
        guard let stream = report.value(of: "stream"), let actual = report.value(of: "actual").flatMap({ Int64($0) }),
            let expectation = request.expectations.first(where: { $0.stream.text == stream })
        else { return .corrupt("a conflict without its detail: \(report)") }
        return .conflict(expectation.stream, expected: expectation.version, actual: actual)
    }

    /// Reads the DETAIL of TM424: `{"subject":"…"}`, or with a file: `{"subject":"…","file":"…"}`.
    private static func keyDestroyed(_ report: ServerReport) -> StoreFailure {
        guard let subject = report.value(of: "subject") else {
            return .corrupt("a key that was destroyed without its detail: \(report)")
        }
        return .keyDestroyed(subject: subject, dossier: report.value(of: "file"))
    }

    /// Reads the DETAIL of TM405: `{"stream":"…","file":"…","account":"…","position":n}`.
    private static func notKeptApart(_ report: ServerReport) -> StoreFailure {
        guard let file = report.value(of: "file"), let account = report.value(of: "account") else {
            return .corrupt("a duty that is not kept apart without its detail: \(report)")
        }
        return .notKeptApart(file: file, account: account, position: report.value(of: "position").flatMap { Int64($0) })
    }
}

extension ServerReport {
    /// A member of the DETAIL of an error of ours.
    ///
    /// Names of streams and accounts need no escapes in JSON.
    fileprivate func value(of name: String) -> String? {
        let key = "\"\(name)\":"
        let members = (detail ?? "").split { "{},".contains($0) }
        return members.first { $0.hasPrefix(key) }?.dropFirst(key.count).filter { $0 != "\"" }
    }
}
