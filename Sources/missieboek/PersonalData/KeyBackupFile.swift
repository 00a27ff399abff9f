import ByteStreams
import CanonicalJSON
import CommandBus
import EventSourcing
import FoundationEssentials
import PersonalDataSealing
import PostgresEventStore
import TradeMissions

/// A backup of the keys: JSON Lines with a heading, a line for each key, and a code under the key of the file outside the
/// database, without which none of the keys can be used either.
struct KeyBackupFile {
    /// Whose keys they are: the first incarnation of the book's log.
    ///
    /// Nil in a backup of the first form, which did not say.
    let book: UniqueID?
    let madeAt: Timestamp
    let keys: [KeptKey]

    private static let form = "missieboek keys 2"
    private static let firstForm = "missieboek keys 1"
    private static let purpose = "missieboek key backup 1"
    private static let limit = 1 << 30

    /// The bytes of the file.
    func encoded(under outer: SecretKey) -> [UInt8] {
        let heading: Node = [
            "form": .string(Self.form), "book": book.map { .string($0.text) } ?? .null,
            "madeAt": .string(madeAt.text),
        ]
        let lines = [heading.lineText] + keys.map(\.node.lineText)
        let body = Array(lines.map { $0 + "\n" }.joined().utf8)
        let code = outer.derived(for: Self.purpose).authenticationCode(of: body)
        let end: Node = ["code": .string(code.hexadecimal)]
        return body + Array((end.lineText + "\n").utf8)
    }

    /// Reads a backup that was made under one of these keys.
    ///
    /// Fails when it is none, was changed or cut short, or was made under another key.
    init(contentsOf name: String, under candidates: [SecretKey]) throws {
        let bytes: [UInt8]
        do throws(StreamError) {
            bytes = try FileStream.contents(of: name.absolutePath, limit: Self.limit)
        } catch {
            let named = Phrase(same: "\(name.shownSafely): ") + error.phrase
            throw Failure(error == .noSuchFile ? .notFound : .inputOutput, named)
        }
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        guard bytes.count <= Self.limit, let first = lines.first, let heading = Heading(first),
            lines.count >= 2, bytes.last == UInt8(ascii: "\n"), let last = lines.last,
            let code = try? Node(parsing: Array(last))["code"]?.stringValue
        else { throw Self.foreign(name) }
        let body = Array(bytes.dropLast(last.count + 1))
        let isOurs = candidates.contains { outer in
            outer.derived(for: Self.purpose).authenticationCode(of: body).hexadecimal == code
        }
        guard isOurs else {
            throw Failure(
                .verificationFailed,
                Phrase(
                    nl: "\(name) is veranderd, afgekapt of onder een andere sleutel gemaakt; er is niets teruggezet",
                    en: "\(name) was changed, cut short, or made under another key; nothing was restored"))
        }
        (book, madeAt) = (heading.book, heading.madeAt)
        keys = try lines[1..<(lines.count - 1)].map { line in
            guard let key = (try? Node(parsing: Array(line))).flatMap(KeptKey.init) else { throw Self.foreign(name) }
            return key
        }
    }

    init(of book: UniqueID, madeAt: Timestamp, keys: [KeptKey]) {
        (self.book, self.madeAt, self.keys) = (book, madeAt, keys)
    }

    /// The first line: whose keys they are, and from when.
    struct Heading {
        let book: UniqueID?
        let madeAt: Timestamp

        /// Nil when the file is no backup of keys.
        init?(of path: String) {
            guard let file = try? FileStream(readingRegular: path), let start = try? file.read(upTo: 256),
                let line = start.split(separator: UInt8(ascii: "\n")).first
            else { return nil }
            self.init(line)
        }

        init?(_ line: ArraySlice<UInt8>) {
            guard let node = try? Node(parsing: Array(line)), let form = node["form"]?.stringValue,
                let madeAt = node["madeAt"]?.stringValue.flatMap({ try? Timestamp(text: $0) })
            else { return nil }
            let book = node["book"]?.stringValue.flatMap { try? UniqueID(text: $0) }
            guard form == KeyBackupFile.form && book != nil || form == KeyBackupFile.firstForm else { return nil }
            (self.book, self.madeAt) = (book, madeAt)
        }
    }

    private static func foreign(_ name: String) -> Failure {
        Failure(
            .badInput,
            Phrase(
                nl: "\(name) is geen back-up van missieboek keys backup; er is niets teruggezet",
                en: "\(name) is no backup of missieboek keys backup; nothing was restored"))
    }
}

extension KeptKey {
    fileprivate var node: Node {
        func text(_ value: String?) -> Node { value.map { .string($0) } ?? .null }
        return [
            "subject": .string(scope.subject), "dossier": .string(scope.dossier),
            "wrapped": text(wrapped?.bytes.hexadecimal), "trace": text(trace?.hexadecimal),
            "madeAt": text(madeAt?.text), "destroyedAt": text(destroyedAt?.text),
            "destroyedBy": text(destroyedBy?.text),
        ]
    }

    fileprivate init?(_ node: Node) {
        guard let subject = node["subject"]?.stringValue, let dossier = node["dossier"]?.stringValue else { return nil }
        func moment(_ key: String) -> Timestamp? { node[key]?.stringValue.flatMap { try? Timestamp(text: $0) } }
        func bytes(_ key: String) -> [UInt8]? { node[key]?.stringValue.flatMap { [UInt8](hexadecimal: $0) } }
        self.init(
            scope: KeyScope(subject: subject, dossier: dossier),
            wrapped: bytes("wrapped").map { WrappedKey(bytes: $0) },
            trace: bytes("trace"), madeAt: moment("madeAt"), destroyedAt: moment("destroyedAt"),
            destroyedBy: node["destroyedBy"]?.stringValue.flatMap { try? UniqueID(text: $0) })
        guard (wrapped == nil) == (destroyedAt != nil) else { return nil }
    }
}
