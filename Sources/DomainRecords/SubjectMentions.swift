package import EventSourcing
package import TradeMissions

/// Finds in stored bytes who of the register is mentioned, by the shape of an id.
///
/// By bytes, since a whole log is searched: what stands where in an event makes no difference. An id in a free text
/// counts too, and so does one within the name of a stream, such as that of a participation.
package enum SubjectMentions {
    /// Everybody mentioned in an event: by its stream, its actor, its data and its metadata.
    package static func subjects(in event: RecordedEvent) -> Set<SubjectID> {
        var found: Set<SubjectID> = []
        for bytes in [Array(event.stream.text.utf8), Array(event.actor.utf8), event.data, event.metadata] {
            found.formUnion(subjects(in: bytes))
        }
        return found
    }

    /// Everybody mentioned in these bytes.
    static func subjects(in bytes: [UInt8]) -> Set<SubjectID> {
        var found: Set<SubjectID> = []
        forEachWord(in: bytes) { word in
            if let subject = subject(in: word) { found.insert(subject) }
        }
        return found
    }

    /// Whom the name of a file names: whose own it is, or who takes part.
    static func subjects(inNameOf stream: StreamName) -> Set<SubjectID> { subjects(in: Array(stream.text.utf8)) }

    /// Whether the event belongs to a dossier in which the subject appears.
    ///
    /// What is kept of holds, schedules, erasures and disposals is no dossier of those whom it names, only of the
    /// officers who acted there.
    package static func counts(_ event: RecordedEvent, for subject: SubjectID) -> Bool {
        if event.actor == subject.text { return true }
        guard let category = Category(of: event.stream), !category.isAboutKeeping else { return false }
        // Most events have nothing of the id's random part, which is quicker to see.
        let local = Array(subject.text.utf8.suffix(12))
        let mayMention =
            holds(local, event.data) || holds(local, Array(event.stream.text.utf8)) || holds(local, event.metadata)
        return mayMention && subjects(in: event).contains(subject)
    }

    private static func holds(_ part: [UInt8], _ bytes: [UInt8]) -> Bool {
        guard let first = part.first, bytes.count >= part.count else { return false }
        var start = 0
        while start <= bytes.count - part.count {
            if bytes[start] == first, bytes[start..<start + part.count].elementsEqual(part) { return true }
            start += 1
        }
        return false
    }

    /// Calls `body` with each longest run of the bytes that an id is made of.
    private static func forEachWord(in bytes: [UInt8], _ body: (ArraySlice<UInt8>) -> Void) {
        var start = bytes.startIndex
        for index in bytes.indices {
            let byte = bytes[index]
            let belongs = Ascii.isLowercase(byte) || Ascii.isDigit(byte) || byte == UInt8(ascii: "-")
            if belongs { continue }
            if index > start { body(bytes[start..<index]) }
            start = index + 1
        }
        if start < bytes.endIndex { body(bytes[start...]) }
    }

    /// The subject that a word stands for or ends with.
    private static func subject(in word: ArraySlice<UInt8>) -> SubjectID? {
        for (prefix, kind) in prefixes where word.starts(with: prefix) {
            switch kind {
            case .subject: return try? SubjectID(text: String(decoding: word, as: UTF8.self))
            case .erased: return subject(in: word.dropFirst(prefix.count))
            case .endsWith(let category):
                let local = String(decoding: word.suffix(12), as: UTF8.self)
                return try? SubjectID(text: "\(category.rawValue)-\(local)")
            }
        }
        return nil
    }

    private enum Kind {
        case subject
        case erased
        /// The last part of the name is the random part of an id of this category.
        case endsWith(Category)
    }

    private static let prefixes: [(bytes: [UInt8], kind: Kind)] =
        Category.registered.map { (Array("\($0.rawValue)-".utf8), .subject) } + [
            (Array("\(Category.erasure.rawValue)-".utf8), .erased),
            (Array("\(Category.participation.rawValue)-".utf8), .endsWith(.company)),
            (Array("\(Category.involvement.rawValue)-".utf8), .endsWith(.organisation)),
        ]
}
