package import EventSourcing

extension SealingKey {
    /// Where a field of an event lies: an event has no other version.
    package func place(of field: String) -> SealedPlace {
        SealedPlace(subject: subject, dossier: dossier, field: field, version: 0)
    }
}

extension ConfidentialText {
    /// The bytes to store, the same each time for the same command.
    package func sealed(under secret: SecretKey) -> [UInt8] {
        SealedText(text, under: secret, at: key.place(of: field), inActOf: command.bytes).bytes
    }
}
