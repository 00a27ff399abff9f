import EventSourcing

// What the database's constraints refuse, the twin refuses too.
extension AppendRequest {
    func validate() throws(StoreFailure) {
        guard Self.isName(command, alsoWith: "-") else { throw .invalid("“\(command)” is not the name of a command") }
        // As the domain event_store.name: printable ASCII without a backslash.
        guard !actor.isEmpty, actor.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }) else {
            throw .invalid("“\(actor)” is not an actor")
        }
        for event in events where !Self.isName(event.type) {
            throw .invalid("“\(event.type)” is not the name of an event")
        }
        guard rejection == nil || events.isEmpty else { throw .invalid("a refused command has no events") }
        guard Set(expectations.map(\.stream)).count == expectations.count else {
            throw .invalid("two expectations for one stream")
        }
        for expectation in expectations {
            if case .exactly(let version) = expectation.version, version < 0 {
                throw .invalid("no stream has version \(version)")
            }
        }
        for entry in registerEntries {
            guard !entry.id.isEmpty else { throw .invalid("a register entry without an id") }
            guard entry.kvkNumber.map(Self.isKvKNumber) ?? true else {
                throw .invalid("“\(entry.kvkNumber ?? "")” is not a KvK number of eight digits")
            }
        }
    }

    private static func isName(_ text: String, alsoWith further: String = "") -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                Ascii.isDigit(byte) || Ascii.isLowercase(byte | 0x20) || byte == UInt8(ascii: ".")
                    || further.utf8.contains(byte)
            }
    }

    private static func isKvKNumber(_ text: String) -> Bool {
        text.utf8.count == 8 && text.utf8.allSatisfy(Ascii.isDigit)
    }
}
