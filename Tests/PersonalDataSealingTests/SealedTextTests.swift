import PersonalDataSealing
import Testing

struct SealedTextTests {
    private static let place = SealedPlace(
        subject: "company-3f9k2m8q7x1t", dossier: "register", field: "name", version: 1)

    @Test(arguments: ["", "x", "Van Dijk & Zn. – “Waterbouw”", "Zoe\u{308} 🧭", String(repeating: "ë", count: 3_000)])
    func `A text is opened in its place by its key`(_ text: String) {
        let key = SecretKey.random()
        let sealed = SealedText(text, under: key, at: Self.place)
        #expect(sealed.opened(by: key, at: Self.place).map { Array($0.utf8) } == Array(text.utf8))
        #expect(SealedText(bytes: sealed.bytes).opened(by: key, at: Self.place) == text)
        #expect(sealed.opened(by: .random(), at: Self.place) == nil)
        #expect(SealedText(text, under: key, at: Self.place).bytes != sealed.bytes)
    }

    @Test(arguments: [
        SealedPlace(subject: "company-other", dossier: "register", field: "name", version: 1),
        SealedPlace(subject: "company-3f9k2m8q7x1t", dossier: "measure-1", field: "name", version: 1),
        SealedPlace(subject: "company-3f9k2m8q7x1t", dossier: "register", field: "contact", version: 1),
        SealedPlace(subject: "company-3f9k2m8q7x1t", dossier: "register", field: "name", version: 2),
        SealedPlace(subject: "company-3f9k2m8q7x1t", dossier: "registername", field: "", version: 1),
    ])
    func `No text is opened in another place`(_ other: SealedPlace) {
        let key = SecretKey.random()
        #expect(SealedText("Van Dijk", under: key, at: Self.place).opened(by: key, at: other) == nil)
    }

    @Test func `Texts of up to 63 bytes are of one length, and others of few`() {
        let key = SecretKey.random()
        let lengths = (0..<64).map { count in
            SealedText(String(repeating: "n", count: count), under: key, at: Self.place).bytes.count
        }
        #expect(Set(lengths) == [1 + 12 + 64 + 16])
        let all = (0...20_000).map { Padding.added(to: [UInt8](repeating: 1, count: $0)).count }
        #expect(Set(all).count == 20 && zip(0..., all).allSatisfy { $0 < $1 && $1 <= $0 + 2_048 })
    }

    @Test func `What was added to a text is taken off, and nothing else`() {
        for text in [[], [0x80], [0], [0x80, 0], [1, 0x80, 0, 0]] as [[UInt8]] {
            #expect(Padding.removed(from: Padding.added(to: text)).map(Array.init) == text)
        }
        for faulty in [[], [0, 0], [1], [0x81, 0]] as [[UInt8]] { #expect(Padding.removed(from: faulty) == nil) }
    }

    @Test func `The same text in the same act is sealed to the same bytes, and otherwise to others`() {
        let key = SecretKey.random()
        func sealed(_ text: String, _ act: [UInt8], _ place: SealedPlace = Self.place) -> [UInt8] {
            SealedText(text, under: key, at: place, inActOf: act).bytes
        }
        let bytes = sealed("a view", [1])
        #expect(sealed("a view", [1]) == bytes)
        #expect(SealedText(bytes: bytes).opened(by: key, at: Self.place) == "a view")
        let other = SealedPlace(subject: "person-8m2k", dossier: "register", field: "name", version: 1)
        // The nonces differ, not only what they lead to.
        let nonces = [bytes, sealed("a view", [2]), sealed("a vieW", [1]), sealed("a view", [1], other)].map {
            $0[1..<13]
        }
        #expect(Set(nonces).count == 4)
    }

    @Test func `A wrapped key is unwrapped by the outer key for its scope only`() throws {
        let (key, outer, scope) = (
            SecretKey.random(), SecretKey.random(), KeyScope(subject: "a-b", dossier: "register")
        )
        let wrapped = WrappedKey(key, under: outer, for: scope)
        #expect(wrapped.unwrapped(by: outer, for: scope)?.copiedBytes() == key.copiedBytes())
        #expect(wrapped.unwrapped(by: key, for: scope) == nil)
        #expect(wrapped.unwrapped(by: outer, for: KeyScope(subject: "a-c", dossier: "register")) == nil)
        #expect(wrapped.unwrapped(by: outer, for: KeyScope(subject: "a-b", dossier: "measure-1")) == nil)
        for index in wrapped.bytes.indices {
            var changed = wrapped.bytes
            changed[index] ^= 1
            #expect(WrappedKey(bytes: changed).unwrapped(by: outer, for: scope) == nil)
            #expect(WrappedKey(bytes: Array(wrapped.bytes[..<index])).unwrapped(by: outer, for: scope) == nil)
        }
        let next = SecretKey.random()
        let again = try #require(wrapped.rewrapped(from: outer, to: next, for: scope))
        #expect(again.marker == wrapped.marker && again.bytes != wrapped.bytes)
        #expect(again.unwrapped(by: next, for: scope)?.copiedBytes() == key.copiedBytes())
        #expect(again.unwrapped(by: outer, for: scope) == nil)
    }

    @Test func `Terms are told apart by key and kind, and names not by case`() {
        let (index, other) = (BlindIndex(.random()), BlindIndex(.random()))
        #expect(index.term(ofNumber: "01234567") == index.term(ofNumber: "01234567"))
        #expect(index.term(ofNumber: "01234567") != other.term(ofNumber: "01234567"))
        #expect(index.term(ofNumber: "01234567") != index.term(ofName: "01234567"))
        #expect(index.term(ofName: "ZOË Ağaoğlu") == index.term(ofName: "zoë AĞAOĞLU"))
        #expect(index.term(ofName: "ΟΔΟΣ") == index.term(ofName: "οδος"))
        #expect(index.term(ofName: "Van Dijk") != index.term(ofName: "Van Dyk"))
    }
}
