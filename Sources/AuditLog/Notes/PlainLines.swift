/// Text as it was written, byte for byte: what a mail program or an editor adds to it would make every signature false.
enum PlainLines {
    /// Throws ``AuditFault/malformed(nl:en:)`` with what happened to a file on its way.
    static func require(_ bytes: [UInt8]) throws(AuditFault) {
        guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
            throw .malformed(
                nl:
                    "een ander programma zette er een byte-order mark voor; neem het bestand over zonder het te bewerken",
                en: "another program put a byte-order mark before it; copy the file without editing it")
        }
        guard !bytes.contains(0x0D) else {
            guard String(validating: bytes, as: UTF8.self) != nil else {
                throw .malformed(nl: "het is geen tekst", en: "it is no text")
            }
            throw .malformed(
                nl:
                    "een ander programma veranderde de regeleinden (CR LF); neem het bestand over zonder het te bewerken",
                en: "another program changed its line ends (CR LF); copy the file without editing it")
        }
    }
}
