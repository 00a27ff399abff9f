import Foundation

/// Looks for texts and bytes in files, in every notation in which they could lie there.
struct ByteSearch {
    private struct Pattern {
        let name: String
        let bytes: [UInt8]
    }

    /// By their first four bytes, so that a file is gone through once.
    private var patterns: [UInt32: [Pattern]] = [:]
    /// By two bytes, whether any begins with them: a quick look that passes few places.
    private var beginnings = [Bool](repeating: false, count: 1 << 16)

    /// UTF-8, UTF-16 of either order, hexadecimal of either case, and Base64 at each of three places.
    init(_ values: [(name: String, bytes: [UInt8])]) {
        for (name, bytes) in values {
            add(bytes, name)
            if let text = String(bytes: bytes, encoding: .utf8) {
                add(text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }, name)
                add(text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, name)
            }
            let hexadecimal = bytes.map { String(format: "%02x", $0) }.joined()
            add(Array(hexadecimal.utf8), name)
            add(Array(hexadecimal.uppercased().utf8), name)
            for offset in 0..<3 {
                // What stands before and behind changes the first and the last digits.
                let coded = Data(repeating: 0, count: offset) + Data(bytes)
                let digits = coded.base64EncodedString().filter { $0 != "=" }
                add(Array(digits.dropFirst(offset == 0 ? 0 : offset + 1).dropLast(2).utf8), name)
            }
        }
    }

    init(texts: [String]) {
        self.init(texts.map { ($0, Array($0.utf8)) })
    }

    private mutating func add(_ bytes: [UInt8], _ name: String) {
        precondition(bytes.count >= 8, "\(name) is too short to be looked for")
        let start = bytes.prefix(4).reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
        patterns[start, default: []].append(Pattern(name: name, bytes: bytes))
        beginnings[Int(bytes[0]) << 8 | Int(bytes[1])] = true
    }

    /// `FILE: VALUE` for each file under these folders, or file among them, in which one was found.
    func hits(in places: [String]) -> [String] {
        places.flatMap { place -> [String] in
            let under = try? FileManager.default.subpathsOfDirectory(atPath: place)
            let names = under.map { $0.map { place + "/" + $0 } } ?? [place]
            return names.flatMap { path -> [String] in
                guard let contents = try? Data(contentsOf: URL(filePath: path)) else { return [] }
                return hits(in: contents).map { "\(path): \($0)" }
            }
        }
    }

    func hits(in contents: Data) -> [String] {
        let bytes = [UInt8](contents)
        var found: Set<String> = []
        var index = 0
        while index + 8 <= bytes.count {
            if beginnings[Int(bytes[index]) << 8 | Int(bytes[index + 1])] {
                let start = bytes[index..<index + 4].reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
                for pattern in patterns[start] ?? [] where bytes[index...].starts(with: pattern.bytes) {
                    found.insert(pattern.name)
                }
            }
            index += 1
        }
        return found.sorted()
    }
}
