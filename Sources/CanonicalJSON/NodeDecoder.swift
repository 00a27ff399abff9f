import EventSourcing

/// Reads values of `Codable` types from nodes, strictly, for JSON and for command lines alike.
///
/// Scalars are recognised by type and made from their text. Fields that are absent or null are nil when they are
/// optional and missing when they are not. A ``Node/text(_:)`` may become any scalar, whole number, flag or text; JSON
/// values become what their kind allows only. Double and Float are refused.
package struct NodeDecoder: Sendable {
    private let ignoresUnknownFields: Bool

    /// `ignoresUnknownFields` is for events that were stored by a later version.
    package init(ignoresUnknownFields: Bool = false) {
        self.ignoresUnknownFields = ignoresUnknownFields
    }

    /// Fails with all problems of the document, as far as one can be told from another.
    package func decode<Value: Decodable>(_ type: Value.Type, from node: Node) throws(DecodingFault) -> Value {
        // The first reading is quick and stops at the first problem. Only then is it worth while to keep paths.
        let quick = DecodingSession(ignoresUnknownFields: ignoresUnknownFields, collectsProblems: false)
        if let value = try? quick.value(type, from: node, at: JSONPath()) { return value }

        let thorough = DecodingSession(ignoresUnknownFields: ignoresUnknownFields, collectsProblems: true)
        do {
            let value = try thorough.value(type, from: node, at: JSONPath())
            if thorough.problems.isEmpty { return value }
        } catch {
            if thorough.problems.isEmpty {
                throw DecodingFault([.init(path: JSONPath(), reason: .unsupported(typeName: "\(type)"))])
            }
        }
        throw DecodingFault(thorough.problems)
    }
}

/// One reading of one document.
final class DecodingSession {
    /// No value can be made: the problem is known, or will be by a session that collects problems.
    struct Abandoned: Error {}

    let ignoresUnknownFields: Bool
    let collectsProblems: Bool
    private(set) var problems: [DecodingFault.Problem] = []

    init(ignoresUnknownFields: Bool, collectsProblems: Bool) {
        self.ignoresUnknownFields = ignoresUnknownFields
        self.collectsProblems = collectsProblems
    }

    /// Notes a problem; returns when reading may go on with a sample in the place of the value.
    func report(_ reason: DecodingFault.Reason, at path: @autoclosure () -> JSONPath) throws {
        guard collectsProblems else { throw Abandoned() }
        problems.append(DecodingFault.Problem(path: path(), reason: reason))
        if problems.count == DecodingFault.limit { throw Abandoned() }
    }

    func value<Value: Decodable>(
        _ type: Value.Type, from node: Node, at path: @autoclosure () -> JSONPath
    ) throws -> Value {
        let decoder = TreeDecoder(node: node, session: self, path: collectsProblems ? path() : JSONPath())
        do {
            let value = try Value(from: decoder)
            try decoder.finish()
            return value
        } catch is TreeDecoder.Misplaced {
            return try FieldRecorder.record(type).value
        } catch is DecodingError {
            try report(
                .invalidText(expected: "a value of type \(type)", dutch: "een waarde van het type \(type)"),
                at: decoder.path)
            return try FieldRecorder.record(type).value
        }
    }

    func plain<Value: PlainValue>(
        _ type: Value.Type, from node: Node, at path: @autoclosure () -> JSONPath
    ) throws -> Value {
        do throws(DecodingFault.Reason) {
            return try Value(plain: node)
        } catch {
            try report(error, at: path())
            return Value.sample
        }
    }

    func scalar<Value: Scalar>(
        _ type: Value.Type, from node: Node, at path: @autoclosure () -> JSONPath
    ) throws -> Value {
        do throws(DecodingFault.Reason) {
            return try Value(scalar: node)
        } catch {
            try report(error, at: path())
            return Value.sample
        }
    }
}
