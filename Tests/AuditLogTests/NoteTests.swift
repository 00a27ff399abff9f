import AuditLog
import Testing

struct NoteTests {
    // The example of Go's package golang.org/x/mod/sumdb/note, from which signed-note was made.
    private static let publicKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    private static let privateKey = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    private static let text =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    private static let signature =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    private static var note: [UInt8] { Array("\(text)\n\(signature)\n".utf8) }

    @Test func `The note of Go's example is read, verified, signed and written as there`() throws {
        let note = try SignedNote(parsing: Self.note)
        #expect(note.text == Self.text)
        #expect(Array(note.encoded.utf8) == Self.note)
        let key = try VerifierKey(parsing: Self.publicKey)
        #expect(key.encoded == Self.publicKey)
        try key.verify(note)

        let own = try SigningKey(parsing: Self.privateKey)
        #expect(own.verifier == key && own.encoded == Self.privateKey)
        #expect(try own.sign(SignedNote(text: Self.text), at: 0) == note)
    }

    @Test func `Whoever changes a byte of a note is found`() throws {
        let key = try VerifierKey(parsing: Self.publicKey)
        for place in Self.note.indices {
            for change: UInt8 in [1, 0x20, 0x80] {
                var bytes = Self.note
                bytes[place] ^= change
                #expect(throws: AuditFault.self, "byte \(place) by \(change)") {
                    try key.verify(SignedNote(parsing: bytes))
                }
            }
        }
    }

    @Test(arguments: [
        "", "\n", "text", "text\n", "text\n\n", "\n— a AAAAAAA=\n", "text\n\n— a b c\n", "text\n\n- a AAAAAAA=\n",
        "text\n\n— a+b AAAAAAA=\n", "text\n\n— a AAAAAA==\n", "text\n\n— a AAAAAAB=\n", "te\u{7}xt\n\n— a AAAAAAA=\n",
        "text\n\n— a AAAAAAA=", "text\n\n— a AAAAAAA=\n ", "text\r\n\n— a AAAAAAA=\n", "text\n\n— \u{a0} AAAAAAA=\n",
    ])
    func `What is no note is refused`(text: String) {
        #expect(throws: AuditFault.self) { try SignedNote(parsing: Array(text.utf8)) }
    }

    @Test func `A text may have empty lines, and the last of them ends it`() throws {
        let note = try SignedNote(parsing: Array("one\n\ntwo\n\n— a AAAAAAA=\n".utf8))
        #expect(note.text == "one\n\ntwo\n")
        #expect(note.signatures.map(\.keyName) == ["a"])
    }

    @Test func `Sixteen signatures are taken, and no endless number`() throws {
        let line = "— a AAAAAAA=\n"
        let sixteen = "text\n\n" + String(repeating: line, count: 16)
        #expect(try SignedNote(parsing: Array(sixteen.utf8)).signatures.count == 16)
        let many = "text\n\n" + String(repeating: line, count: SignedNote.signatureLimit + 1)
        #expect(throws: AuditFault.self) { try SignedNote(parsing: Array(many.utf8)) }
    }

    @Test(arguments: [
        "", "a", "a+b", "a+00000000+", "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+CRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ])
    func `What is no public key is refused`(text: String) {
        #expect(throws: AuditFault.self) { try VerifierKey(parsing: text) }
    }

    @Test func `A private key that is damaged is refused, and its text is in no message`() throws {
        for length in 0..<Self.privateKey.count {
            let text = String(Self.privateKey.prefix(length))
            let fault = #expect(throws: AuditFault.self) { try SigningKey(parsing: text) }
            #expect(!"\(String(describing: fault))".contains("AYEK"))
        }
    }
}
