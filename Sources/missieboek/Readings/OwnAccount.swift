import FoundationEssentials
import Glibc

/// The user of the operating system that this program runs as.
///
/// The server does not tell before PostgreSQL 16. It is true as far as the program is the one that was shipped.
enum OwnAccount {
    static var name: String {
        let name = ProcessInfo.processInfo.userName
        let isPlain = name.utf8.allSatisfy { (UInt8(ascii: "!")...UInt8(ascii: "~")).contains($0) }
        return isPlain && (1...100).contains(name.utf8.count) ? name : "uid \(getuid())"
    }
}
