/// Finds entries of the register by number and name, without the database seeing either.
///
/// A term is a keyed hash: nobody without the key can tell for which number it stands by trying all of them.
package struct BlindIndex: Sendable {
    private let numbers: SecretKey
    private let names: SecretKey
    private let commands: SecretKey

    package init(_ key: SecretKey) {
        numbers = key.derived(for: "missieboek index of numbers 1")
        names = key.derived(for: "missieboek index of names 1")
        commands = key.derived(for: "missieboek fingerprints 1")
    }

    package func term(ofNumber number: String) -> [UInt8] { numbers.authenticationCode(of: Array(number.utf8)) }

    /// The same for a name in either case.
    package func term(ofName name: String) -> [UInt8] {
        names.authenticationCode(of: Array(Self.folded(name).utf8))
    }

    /// What a command is told by when it is repeated, of `salted`, a salted hash of its content.
    package func fingerprint(ofSalted salted: [UInt8]) -> [UInt8] { commands.authenticationCode(of: salted) }

    /// A salt of one command's own, the same each time.
    package func salt(of command: [UInt8]) -> [UInt8] {
        Array(commands.authenticationCode(of: .joined([Array("salt".utf8), command])).prefix(16))
    }

    /// Without case: what ICU's lower case makes equal is equal, and so is the sigma at the end of a word to any other,
    /// which ICU makes one of two letters, depending on where it stands.
    package static func folded(_ text: String) -> String {
        String(String.UnicodeScalarView(text.lowercased().unicodeScalars.map { $0 == "ς" ? "σ" : $0 }))
    }
}
