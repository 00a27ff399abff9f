import FoundationEssentials
import TestSupport
import Testing

/// The number that all chance of a test comes from.
///
/// A failure names it, and `MISSIEBOEK_SEED` gives it again. What one thread does follows from it; in which order
/// several threads meet does not.
struct Seed: Sendable, CustomStringConvertible {
    let number: UInt64

    init(_ number: UInt64) {
        self.number = number
    }

    /// The number that was asked for, if one was.
    static let given = ProcessInfo.processInfo.environment["MISSIEBOEK_SEED"].flatMap { UInt64($0) }

    var description: String { "MISSIEBOEK_SEED=\(number)" }

    /// Chance of its own for one part of a test.
    func chance(_ part: Int = 0) -> Chance {
        var parts = Chance(seed: number &+ UInt64(part))
        return Chance(seed: parts.next())
    }

    /// Runs a test on the number that was given, or on a new one; what it throws is recorded with the number.
    static func run(_ body: (Seed) async throws -> Void) async {
        let seed = Seed(given ?? UInt64.random(in: 1...999_999_999))
        do { try await body(seed) } catch { Issue.record(error, "\(seed)") }
    }
}

/// Whether the long forms were asked for: `Scripts/test --long`.
let isLong = ProcessInfo.processInfo.environment["MISSIEBOEK_LONG"] == "1"
