import Foundation

// embed-text TYPE SUFFIX FOLDER OUTPUT-FILE
let arguments = CommandLine.arguments
guard arguments.count == 5 else { fail("usage: embed-text TYPE SUFFIX FOLDER OUTPUT-FILE", code: 64) }
let (type, suffix) = (arguments[1], arguments[2])
let folder = URL(fileURLWithPath: arguments[3], isDirectory: true)

/// Ends the program with the code, saying why on standard error.
func fail(_ message: String, code: Int32) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(code)
}

/// The files below the folder by their paths in it, in the order of the paths' bytes.
func textFiles() throws -> [(path: String, text: String)] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        .filter { $0.hasSuffix("." + suffix) }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        .map { ($0, try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)) }
}

/// The text as a Swift literal over several lines, with enough number signs that nothing in it has a meaning.
///
/// The text has no carriage return: inside a literal it would become a line feed.
func literal(_ text: String) -> String {
    let longestRun = text.split { $0 != "#" }.map(\.count).max() ?? 0
    let signs = String(repeating: "#", count: longestRun + 1)
    return "\(signs)\"\"\"\n\(text)\n\"\"\"\(signs)"
}

/// FNV-1a of 64 bits over paths and texts: tells versions of the files apart, protects nothing.
func fingerprint(_ files: [(path: String, text: String)]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for text in files.flatMap({ [$0.path, $0.text] }) {
        for byte in Array(text.utf8) + [0] {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}

let files: [(path: String, text: String)]
do {
    files = try textFiles()
} catch {
    fail("error: \(folder.path): \(error)", code: 66)
}
for file in files where file.text.utf8.contains(UInt8(ascii: "\r")) {
    fail("error: \(folder.path)/\(file.path): embedded files have lines that end in LF alone", code: 65)
}
let entries = files.map { "        File(path: \"\($0.path)\", text: \(literal($0.text)))," }.joined(separator: "\n")
let source = """
    extension \(type) {
        package static let fingerprint = "\(fingerprint(files))"

        package static let files: [File] = [
    \(entries)
        ]
    }

    """
do {
    try source.write(to: URL(fileURLWithPath: arguments[4]), atomically: true, encoding: .utf8)
} catch {
    fail("error: \(arguments[4]): \(error)", code: 73)
}
