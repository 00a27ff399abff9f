import EventSourcing
import PersonalDataSealing

/// How an entry of the register is sealed: each field by itself, under its subject's key.
enum RegisterSealing {
    static func scope(of id: String) -> KeyScope {
        KeyScope(subject: id, dossier: KeyDestruction.registerDossier)
    }

    private static func place(_ field: String, of id: String, _ version: Int32) -> SealedPlace {
        SealedPlace(subject: id, dossier: KeyDestruction.registerDossier, field: field, version: version)
    }

    static func sealed(
        _ entry: RegisterEntry, version: Int32, under key: SecretKey, _ index: BlindIndex
    ) -> SealedEntry {
        func seal(_ text: String, _ field: String) -> [UInt8] {
            SealedText(text, under: key, at: place(field, of: entry.id, version)).bytes
        }
        let fields = [entry.name, entry.kvkNumber, entry.contact].map { field -> [UInt8] in
            field.map { [1] + Array($0.utf8) } ?? [0]
        }
        return SealedEntry(
            id: entry.id, version: version, name: seal(entry.name, "name"),
            kvkNumber: entry.kvkNumber.map { seal($0, "kvkNumber") },
            contact: entry.contact.map { seal($0, "contact") },
            digest: key.derived(for: "missieboek digest 1").authenticationCode(of: .joined(fields)),
            kvkTerm: entry.kvkNumber.map(index.term(ofNumber:)), nameTerm: index.term(ofName: entry.name))
    }

    /// The entry; nil when it was not sealed so.
    static func opened(_ row: RegisterRow, by key: SecretKey) -> RegisterEntry? {
        guard let version = row.version, let name = row.name else { return nil }
        func open(_ bytes: [UInt8], _ field: String) -> String? {
            SealedText(bytes: bytes).opened(by: key, at: place(field, of: row.id, version))
        }
        guard let opened = open(name, "name") else { return nil }
        let kvkNumber = row.kvkNumber.flatMap { open($0, "kvkNumber") }
        let contact = row.contact.flatMap { open($0, "contact") }
        guard (kvkNumber == nil) == (row.kvkNumber == nil), (contact == nil) == (row.contact == nil) else { return nil }
        return RegisterEntry(id: row.id, name: opened, kvkNumber: kvkNumber, contact: contact)
    }
}

extension RegisterEntry {
    /// What the register takes; looked at before it is sealed, since the database cannot.
    ///
    /// Says nothing of what the entry holds: such texts reach logs (INV-29).
    func requireLawful() throws(StoreFailure) {
        guard !name.isEmpty, name.utf8.count <= 1_000 else {
            throw .invalid("the name of \(id) is empty or longer than 1000 bytes")
        }
        if let kvkNumber {
            guard kvkNumber.utf8.count == 8, kvkNumber.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                throw .invalid("the KvK number of \(id) is not 8 digits")
            }
        }
        guard contact.map({ $0.utf8.count <= 4_000 }) ?? true else {
            throw .invalid("the contact of \(id) is longer than 4000 bytes")
        }
    }
}
