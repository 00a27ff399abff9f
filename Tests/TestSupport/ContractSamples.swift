package import EventSourcing

// The smallest things that can be stored, for cases that are not about their content.
extension UniqueID {
    /// An id that no other test uses.
    package static func random() -> UniqueID {
        var generator = SystemRandomNumberGenerator()
        return UniqueID.timeOrdered(at: .sample, using: &generator)
    }
}

extension NewEvent {
    package static func sample(
        _ stream: StreamName, type: String = "SomethingHappened", occurredAt: Timestamp = .sample,
        data: String = #"{"amount":1}"#
    ) -> NewEvent {
        NewEvent(
            stream: stream, type: type, occurredAt: occurredAt, data: Array(data.utf8),
            metadata: Array(#"{"role":"officer"}"#.utf8))
    }
}

extension AppendRequest {
    package static func sample(
        _ events: [NewEvent], expecting expectations: [Expectation] = [], id: UniqueID = .random(),
        content: String = "{}", rejection: String? = nil, register: [RegisterEntry] = [],
        registerContent: RegisterContent? = nil, destroying destructions: [KeyDestruction] = [],
        actor: String = "officer-sample"
    ) -> AppendRequest {
        AppendRequest(
            commandID: id, command: "sample.do", content: Array(content.utf8), registerContent: registerContent,
            actor: actor, rejection: rejection.map { Array($0.utf8) }, expectations: expectations,
            events: events,
            registerEntries: register, keyDestructions: destructions)
    }

    /// One event on one stream.
    package static func sample(_ stream: StreamName, _ version: ExpectedVersion = .any) -> AppendRequest {
        sample([.sample(stream)], expecting: [Expectation(stream, version)])
    }
}

extension EventStore {
    /// The whole log, after moving the watermark.
    func wholeLog() throws(StoreFailure) -> [RecordedEvent] {
        try log(after: 0, through: advanceWatermark())
    }

    func log(after position: Int64, through end: Int64) throws(StoreFailure) -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        try readLog(after: position, through: end) { event in events.append(event) }
        return events
    }

    func versions(of stream: StreamName) throws(StoreFailure) -> [Int64] {
        try read([stream], through: nil).map(\.version)
    }
}
