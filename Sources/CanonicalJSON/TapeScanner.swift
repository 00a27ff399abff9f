/// Reads a document onto a tape, and accepts nothing that ``Parser`` refuses.
///
/// It gives no reason, and refuses some of what the parser accepts: keys with escapes, and large objects whose members
/// are not in canonical order. What it refuses, the parser is to read.
struct TapeScanner {
    private let depthLimit: Int
    private var offset = 0
    private var tape = Tape()

    /// Keys that are not in order are compared with all before them, so that none comes twice.
    private static let mostUnordered: UInt32 = 64

    private init(depthLimit: Int) {
        self.depthLimit = depthLimit
    }

    /// Whether all of the bytes are one document; only then the tape holds it.
    static func scan(_ bytes: [UInt8], depthLimit: Int, onto tape: inout Tape) -> Bool {
        var scanner = TapeScanner(depthLimit: depthLimit)
        // Handed over rather than copied, so that its memory is used again.
        swap(&scanner.tape, &tape)
        scanner.tape.begin(bytes)
        let isDocument = scanner.document()
        swap(&scanner.tape, &tape)
        return isDocument
    }

    private mutating func document() -> Bool {
        while true {
            guard let isFinished = value() else { return false }
            if !isFinished { continue }
            var isBetween = true
            while isBetween {
                guard let frame = tape.open.last else {
                    skipWhitespace()
                    return offset == tape.bytes.count
                }
                tape.tokens[frame.token].count += 1
                if frame.isObject { tape.tokens[frame.key].next = UInt32(tape.tokens.count) }
                skipWhitespace()
                guard offset < tape.bytes.count else { return false }
                let byte = tape.bytes[offset]
                offset += 1
                if byte == UInt8(ascii: ",") {
                    if frame.isObject, !key() { return false }
                    isBetween = false
                } else if byte == (frame.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                    close()
                } else {
                    return false
                }
            }
        }
    }

    /// Reads a value: whether all of it, or only the start of a list or object that has elements; nil when there is
    /// none.
    private mutating func value() -> Bool? {
        skipWhitespace()
        guard offset < tape.bytes.count else { return nil }
        switch tape.bytes[offset] {
        case UInt8(ascii: "\""):
            offset += 1
            return string(.text) ? true : nil
        case UInt8(ascii: "{"): return begin(.object)
        case UInt8(ascii: "["): return begin(.list)
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): return number() ? true : nil
        case UInt8(ascii: "t"): return word("true", .yes) ? true : nil
        case UInt8(ascii: "f"): return word("false", .no) ? true : nil
        case UInt8(ascii: "n"): return word("null", .null) ? true : nil
        default: return nil
        }
    }

    private mutating func begin(_ kind: Tape.Token.Kind) -> Bool? {
        guard tape.open.count < depthLimit else { return nil }
        let isObject = kind == .object
        tape.open.append(Tape.OpenContainer(token: tape.tokens.count, isObject: isObject))
        append(kind, from: offset, to: offset)
        offset += 1
        skipWhitespace()
        if offset < tape.bytes.count, tape.bytes[offset] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
            offset += 1
            close()
            return true
        }
        if isObject, !key() { return nil }
        return false
    }

    private mutating func close() {
        let token = tape.open.removeLast().token
        tape.tokens[token].next = UInt32(tape.tokens.count)
        tape.tokens[token].cursor = UInt32(token + 1)
        tape.tokens[token].end = UInt32(offset)
    }

    /// Reads a key of the innermost object, and the colon.
    private mutating func key() -> Bool {
        skipWhitespace()
        guard take(UInt8(ascii: "\"")) else { return false }
        let place = tape.tokens.count
        guard string(.key), tape.tokens[place].kind == .key, tape.tokens[place].isASCII else { return false }
        let frame = tape.open[tape.open.count - 1]
        if frame.key > 0, !isBehind(frame.key, place), !isNew(place, in: frame.token) { return false }
        tape.open[tape.open.count - 1].key = place
        skipWhitespace()
        return take(UInt8(ascii: ":"))
    }

    private mutating func word(_ word: StaticString, _ kind: Tape.Token.Kind) -> Bool {
        let start = offset
        for expected in word.description.utf8 where !take(expected) { return false }
        append(kind, from: start, to: offset)
        return true
    }

    /// Reads a number: grammar only.
    private mutating func number() -> Bool {
        let start = offset
        var kind = Tape.Token.Kind.integer
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")), !digits() { return false }
        if take(UInt8(ascii: ".")) {
            kind = .fraction
            guard digits() else { return false }
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            kind = .fraction
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            guard digits() else { return false }
        }
        append(kind, from: start, to: offset)
        return true
    }

    /// At least one.
    private mutating func digits() -> Bool {
        let start = offset
        while offset < tape.bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(tape.bytes[offset]) {
            offset += 1
        }
        return offset > start
    }
}

// Keys that may not come twice.
extension TapeScanner {
    /// Whether the key at `place` comes behind the one at `earlier` in canonical order.
    private func isBehind(_ earlier: Int, _ place: Int) -> Bool {
        let (left, right) = (tape.tokens[earlier], tape.tokens[place])
        var (one, other) = (Int(left.start), Int(right.start))
        while one < Int(left.end), other < Int(right.end) {
            if tape.bytes[one] != tape.bytes[other] { return tape.bytes[one] < tape.bytes[other] }
            (one, other) = (one + 1, other + 1)
        }
        return one == Int(left.end) && other < Int(right.end)
    }

    /// Whether no member before `place` has the same key; false also when there are too many to look through.
    private func isNew(_ place: Int, in object: Int) -> Bool {
        guard tape.tokens[object].count <= Self.mostUnordered else { return false }
        let name = tape.tokens[place]
        var earlier = object + 1
        while earlier < place {
            let key = tape.tokens[earlier]
            if key.end - key.start == name.end - name.start,
                tape.bytes[Int(key.start)..<Int(key.end)] == tape.bytes[Int(name.start)..<Int(name.end)]
            {
                return false
            }
            earlier = Int(key.next)
        }
        return true
    }
}

extension TapeScanner {
    private mutating func skipWhitespace() {
        while offset < tape.bytes.count {
            switch tape.bytes[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset += 1
            default: return
            }
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard offset < tape.bytes.count, tape.bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    private mutating func append(_ kind: Tape.Token.Kind, isASCII: Bool = true, from start: Int, to end: Int) {
        tape.tokens.append(
            Tape.Token(
                kind: kind, isASCII: isASCII, start: UInt32(start), end: UInt32(end),
                next: UInt32(tape.tokens.count + 1)))
    }

    /// Reads a text behind its opening quote.
    private mutating func string(_ kind: Tape.Token.Kind) -> Bool {
        let start = offset
        guard let asciiEnd = plainText() else { return false }
        if tape.bytes[offset] == UInt8(ascii: "\"") {
            let isASCII = asciiEnd == offset
            guard isASCII || Self.isUTF8(tape.bytes.span.extracting(asciiEnd..<offset)) else { return false }
            append(kind, isASCII: isASCII, from: start, to: offset)
            offset += 1
            return true
        }
        return escapedText(from: start)
    }

    /// Goes on to the next quote or backslash, and tells up to where all before it is known to be ASCII; nil when there is
    /// neither, or a control character before it.
    private mutating func plainText() -> Int? {
        guard let (end, asciiEnd) = Self.plainText(in: tape.bytes.span, from: offset) else { return nil }
        offset = end
        return asciiEnd
    }

    private static func plainText(in bytes: Span<UInt8>, from start: Int) -> (end: Int, asciiEnd: Int)? {
        var place = start
        while place &+ 16 <= bytes.count {
            let marks = EightBytes(bytes, at: place).marks | EightBytes(bytes, at: place &+ 8).marks
            guard marks == 0 else { break }
            place &+= 16
        }
        var asciiEnd: Int?
        while place + 8 <= bytes.count {
            let word = EightBytes(bytes, at: place)
            if let length = word.lengthOfText {
                if asciiEnd == nil, !word.areASCII(first: length) { asciiEnd = place }
                place += length
                return bytes[place] < 0x20 ? nil : (place, asciiEnd ?? place)
            }
            if asciiEnd == nil, !word.areASCII { asciiEnd = place }
            place += 8
        }
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return (place, asciiEnd ?? place) }
            if byte < 0x20 { return nil }
            if asciiEnd == nil, byte >= 0x80 { asciiEnd = place }
            place += 1
        }
        return nil
    }

    /// Reads a text on from its first backslash.
    private mutating func escapedText(from start: Int) -> Bool {
        let first = tape.unescaped.count
        var copied = start
        while true {
            tape.unescaped.append(contentsOf: tape.bytes[copied..<offset])
            if tape.bytes[offset] == UInt8(ascii: "\"") { break }
            guard escape() else { return false }
            copied = offset
            guard plainText() != nil else { return false }
        }
        // An escape may have given what is not ASCII, too.
        guard Self.isUTF8(tape.unescaped.span.extracting(first..<tape.unescaped.count)) else { return false }
        offset += 1
        append(.escapedText, isASCII: false, from: first, to: tape.unescaped.count)
        return true
    }

    /// Reads an escape from its backslash.
    private mutating func escape() -> Bool {
        guard offset + 1 < tape.bytes.count else { return false }
        switch tape.bytes[offset + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): tape.unescaped.append(tape.bytes[offset + 1])
        case UInt8(ascii: "b"): tape.unescaped.append(0x08)
        case UInt8(ascii: "f"): tape.unescaped.append(0x0C)
        case UInt8(ascii: "n"): tape.unescaped.append(0x0A)
        case UInt8(ascii: "r"): tape.unescaped.append(0x0D)
        case UInt8(ascii: "t"): tape.unescaped.append(0x09)
        case UInt8(ascii: "u"): return escapedScalar()
        default: return false
        }
        offset += 2
        return true
    }

    /// Reads `\uXXXX`, or a pair of them; not U+0000, nor half a pair.
    private mutating func escapedScalar() -> Bool {
        guard let first = hexadecimal(), first > 0 else { return false }
        var value = first
        if (0xD800...0xDFFF).contains(first) {
            guard first < 0xDC00, let second = hexadecimal(), (0xDC00...0xDFFF).contains(second) else { return false }
            value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value), let encoded = UTF8.encode(scalar) else { return false }
        tape.unescaped.append(contentsOf: encoded)
        return true
    }

    private mutating func hexadecimal() -> UInt32? {
        guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")), offset + 4 <= tape.bytes.count else { return nil }
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Self.hexadecimalValue(tape.bytes[offset]) else { return nil }
            value = value << 4 | digit
            offset += 1
        }
        return value
    }

    private static func hexadecimalValue(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    private static func isUTF8(_ bytes: Span<UInt8>) -> Bool {
        (try? UTF8Span(validating: bytes)) != nil
    }
}

/// Eight bytes of a text at once: a text is most of a document.
private struct EightBytes {
    private let word: UInt64
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// All eight must be there.
    init(_ bytes: Span<UInt8>, at place: Int) {
        word = UInt64(
            littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self))
    }

    /// Marks unless they go on with a text, all of them ASCII: a byte below the one subtracted gets its high bit.
    var marks: UInt64 {
        let quotes = (word ^ Self.ones &* UInt64(UInt8(ascii: "\""))) &- Self.ones
        let backslashes = (word ^ Self.ones &* UInt64(UInt8(ascii: "\\"))) &- Self.ones
        let controls = word &- Self.ones &* 0x20
        return (quotes | backslashes | controls | word) & Self.highBits
    }

    var areASCII: Bool { word & Self.highBits == 0 }

    /// Whether those before a place among them are.
    func areASCII(first count: Int) -> Bool { word & Self.highBits & ((1 << UInt64(8 * count)) - 1) == 0 }

    /// How many stand before the first quote, backslash or control character; nil when there is none.
    var lengthOfText: Int? {
        let quotes = Self.zeros(word ^ Self.ones &* UInt64(UInt8(ascii: "\"")))
        let backslashes = Self.zeros(word ^ Self.ones &* UInt64(UInt8(ascii: "\\")))
        let controls = (word &- Self.ones &* 0x20) & ~word
        // A borrow marks bytes falsely only above one that is marked rightly.
        let ends = (quotes | backslashes | controls) & Self.highBits
        return ends == 0 ? nil : ends.trailingZeroBitCount / 8
    }

    /// Sets the high bit of a byte that is zero; of none when none is.
    private static func zeros(_ word: UInt64) -> UInt64 {
        (word &- ones) & ~word
    }
}
