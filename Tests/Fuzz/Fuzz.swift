import CLibFuzzer
import Foundation

/// Has libFuzzer look for an input on which something of ours breaks, or that it takes and should not.
///
/// `MISSIEBOEK_FUZZ_TARGET` names what is tried: see ``FuzzTarget``. `--prepare FOLDER` writes there what libFuzzer is to
/// begin with, `seeds`, and words for it, `tokens`; all other arguments are options of libFuzzer.
@main
struct Fuzz {
    private static let target: FuzzTarget = {
        let name = ProcessInfo.processInfo.environment["MISSIEBOEK_FUZZ_TARGET"] ?? ""
        guard let target = FuzzTarget(rawValue: name) else {
            let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
            fatalError("MISSIEBOEK_FUZZ_TARGET is one of \(names), not ‘\(name)’")
        }
        return target
    }()

    static func main() throws {
        let arguments = CommandLine.arguments
        if arguments.count == 3, arguments[1] == "--prepare" { return try prepare(arguments[2]) }
        var count = CommandLine.argc
        var words = unsafe CommandLine.unsafeArgv as UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        let outcome = unsafe LLVMFuzzerRunDriver(&count, &words) { data, size in
            unsafe Fuzz.check(Array(UnsafeBufferPointer(start: data, count: size)))
            return 0
        }
        exit(outcome)
    }

    private static func check(_ input: [UInt8]) {
        if let violation = target.violation(of: input) { fatalError("\(target): \(violation)") }
    }

    /// Every seed must be taken: else nothing would be tried but refusals.
    private static func prepare(_ folder: String) throws {
        let seeds = "\(folder)/seeds"
        try? FileManager.default.removeItem(atPath: seeds)
        try FileManager.default.createDirectory(atPath: seeds, withIntermediateDirectories: true)
        for (number, seed) in target.seeds.enumerated() {
            guard target.isAccepted(seed) else {
                fatalError("\(target) refuses \(String(decoding: seed, as: UTF8.self))")
            }
            check(seed)
            try Data(seed).write(to: URL(fileURLWithPath: "\(seeds)/\(number)"))
        }
        let tokens = target.tokens.map { "\"\($0.utf8.map(escaped).joined())\"\n" }.joined()
        try Data(tokens.utf8).write(to: URL(fileURLWithPath: "\(folder)/tokens"))
    }

    /// As libFuzzer reads the words of a dictionary.
    private static func escaped(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return "\\x" + (digits.count == 1 ? "0" : "") + digits
    }
}
