import EventSourcing

/// Reads values of `Codable` types straight from bytes: value for value and fault for fault what ``NodeDecoder`` reads
/// from the same bytes as a ``Node``, several times faster.
///
/// One decoder reads one document after another and keeps its memory. It never judges: whatever it is not sure of, and
/// every fault, it leaves to the thorough way. Belongs to one thread or actor at a time.
package final class PullDecoder {
    /// Something that the thorough way is to judge.
    struct Doubt: Error {}

    private let limits: ParsingLimits
    private let ignoresUnknownFields: Bool
    /// Each access is checked at run time: a method makes as few as it can.
    private var tape = Tape()
    /// Whether there was a doubt in this document, also one that an initialiser has caught.
    private var isDoubtful = false
    private var isReading = false

    /// `ignoresUnknownFields` is for events that were stored by a later version.
    package init(limits: ParsingLimits = .standard, ignoresUnknownFields: Bool = false) {
        self.limits = limits
        self.ignoresUnknownFields = ignoresUnknownFields
    }

    /// Fails with a ``JSONFault`` when the bytes are no document, and with a ``DecodingFault`` when it is no such value.
    package func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        do {
            return try decodeQuickly(type, from: bytes)
        } catch {
            let node = try Node(parsing: bytes, limits: limits)
            return try NodeDecoder(ignoresUnknownFields: ignoresUnknownFields).decode(type, from: node)
        }
    }

    /// Fails in any doubt: the document is faulty, or for the thorough way only.
    package func decodeQuickly<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        guard !isReading, bytes.count <= limits.bytes else { throw Doubt() }
        isReading = true
        defer { isReading = false }
        guard TapeScanner.scan(bytes, depthLimit: limits.depth, onto: &tape) else { throw Doubt() }
        isDoubtful = false
        // Nothing was asked of it yet.
        let value = try fresh(type, at: 0)
        if isDoubtful { throw Doubt() }
        return value
    }
}

// What the containers read; each value is known by its token.
extension PullDecoder {
    /// To be thrown: ends the quick reading, whatever becomes of the error.
    func doubt() -> Doubt {
        isDoubtful = true
        return Doubt()
    }

    func token(_ value: Int) -> Tape.Token { tape.tokens[value] }

    /// Nil when the member is absent or null.
    func member(_ key: String, of object: Int) -> Int? {
        let name = key.utf8.span
        return tape.member(name, of: object, isNullAbsent: true)
    }

    /// Null or not.
    func contains(_ key: String, in object: Int) -> Bool {
        let name = key.utf8.span
        return tape.member(name, of: object) != nil
    }

    func keys(of object: Int) -> [String] {
        var keys: [String] = []
        var place = object + 1
        while place < Int(tape.tokens[object].next) {
            keys.append(tape.text(of: tape.tokens[place]))
            place = Int(tape.tokens[place].next)
        }
        return keys
    }

    func expect(_ kind: Tape.Token.Kind, at value: Int) throws {
        guard tape.tokens[value].kind == kind else { throw doubt() }
    }

    /// Notes that the value is read by its fields, and fails unless it has any.
    func openFields(of value: Int) throws {
        guard tape.openFields(of: value) else { throw doubt() }
    }

    func noteUnkeyed(_ value: Int) { tape.tokens[value].isUnkeyed = true }

    func value<Value: Decodable>(_ type: Value.Type, at place: Int) throws -> Value {
        tape.begin(place)
        return try fresh(type, at: place)
    }

    /// The value, when nothing was asked of it since the document was read, or that is forgotten.
    private func fresh<Value: Decodable>(_ type: Value.Type, at place: Int) throws -> Value {
        do {
            let value = try Value(from: TapeDecoder(source: self, value: place))
            try finish(place)
            return value
        } catch {
            throw doubt()
        }
    }

    /// Every member must have been asked for, as ``TreeDecoder`` has it.
    private func finish(_ value: Int) throws {
        let token = tape.tokens[value]
        if token.isUnkeyed { return }
        guard token.kind == .object, ignoresUnknownFields || token.usedCount == token.count else { throw doubt() }
    }

    func plain<Value: PlainValue>(_ type: Value.Type, at place: Int) throws -> Value {
        guard let value = Value(at: place, of: tape) else { throw doubt() }
        return value
    }

    // Not by way of ``plain(_:at:)``, which has to look for its type each time.
    func string(at place: Int) throws -> String {
        guard let text = tape.string(at: place) else { throw doubt() }
        return text
    }

    /// As by way of ``member(_:of:)``.
    func string(_ key: String, of object: Int) throws -> String {
        let name = key.utf8.span
        guard let text = tape.string(name, of: object) else { throw doubt() }
        return text
    }

    func flag(at place: Int) throws -> Bool {
        guard let flag = tape.flag(at: place) else { throw doubt() }
        return flag
    }

    func wholeNumber(at place: Int) throws -> Int {
        guard let number = tape.wholeNumber(at: place) else { throw doubt() }
        return number
    }

    func scalar<Value: Scalar>(_ type: Value.Type, at place: Int) throws -> Value {
        do throws(InvalidText) {
            switch tape.tokens[place].kind {
            case .text where Value.isText, .escapedText where Value.isText:
                if let text = tape.string(at: place) { return try Value(text: text) }
            case .integer where Value.kind == .number:
                if let number = tape.wholeNumber(at: place) { return try Value(text: String(number)) }
            case .yes where Value.kind == .flag: return try Value(text: "true")
            case .no where Value.kind == .flag: return try Value(text: "false")
            case .null, .yes, .no, .integer, .fraction, .text, .escapedText, .list, .object, .key: break
            }
        } catch {
            throw doubt()
        }
        throw doubt()
    }
}
