import EventSourcing
import PersonalDataSealing

/// The keys that one store knows of: those in the file, and that of the index once it was read.
///
/// Data keys are opened for each call, and kept by nobody.
final class RegisterVault {
    private let file: KeyFile?
    /// Read when it is needed, which is seldom.
    private var outerKeys: [SecretKey] = []
    private(set) var index: BlindIndex?
    /// The index's key as it was opened.
    private(set) var seen: WrappedKey?

    init(_ file: KeyFile?) {
        self.file = file
    }

    private func namedFile() throws(KeyTrouble) -> KeyFile {
        guard let file else { throw .fileNotNamed }
        return file
    }

    /// Fails when nobody said where the key lies.
    func requireFile() throws(KeyTrouble) { _ = try namedFile() }

    /// The keys in the file; none when there is no such file.
    private func readOuterKeys() throws(KeyTrouble) -> [SecretKey] {
        if outerKeys.isEmpty, let key = try namedFile().read() {
            outerKeys = [key]
            if let next = try namedFile().next.read() { outerKeys.append(next) }
        }
        return outerKeys
    }

    /// The key under which new ones are wrapped.
    ///
    /// The file is made where there is none and the database has no keys yet: then `isFirst`.
    func outerKey(isFirst: Bool) throws(KeyTrouble) -> SecretKey {
        if isFirst, try readOuterKeys().isEmpty { outerKeys = [try namedFile().readOrMake()] }
        guard let key = try readOuterKeys().first else { throw .fileMissing(path: try namedFile().path) }
        return key
    }

    /// Opens a wrapped key; reads the file anew when the keys were wrapped by another one since it was read.
    func unwrapped(_ wrapped: WrappedKey, of scope: KeyScope) throws(KeyTrouble) -> SecretKey {
        let wereKnown = !outerKeys.isEmpty
        if let key = try opened(wrapped, of: scope) { return key }
        outerKeys = []
        if wereKnown, let key = try opened(wrapped, of: scope) { return key }
        throw .otherFile(path: try namedFile().path)
    }

    private func opened(_ wrapped: WrappedKey, of scope: KeyScope) throws(KeyTrouble) -> SecretKey? {
        let keys = try readOuterKeys()
        guard !keys.isEmpty else { throw .fileMissing(path: try namedFile().path) }
        for outer in keys {
            if let key = wrapped.unwrapped(by: outer, for: scope) {
                // What is wrapped from now on is wrapped as this one.
                if outer !== keys[0] { outerKeys = [outer] + keys.filter { $0 !== outer } }
                return key
            }
        }
        return nil
    }

    /// Takes the index's key into use.
    func openIndex(_ wrapped: WrappedKey) throws(KeyTrouble) -> BlindIndex {
        let made = BlindIndex(try unwrapped(wrapped, of: .index))
        (index, seen) = (made, wrapped)
        return made
    }

    /// Reads all anew when it is needed next: the keys are under another one now.
    func forget() {
        (outerKeys, index, seen) = ([], nil, nil)
    }
}

extension StoreFailure {
    /// Personal data could not be sealed or opened.
    static func sealing<Value>(_ body: () throws(KeyTrouble) -> Value) throws(StoreFailure) -> Value {
        do throws(KeyTrouble) { return try body() } catch { throw .sealed(error) }
    }
}
