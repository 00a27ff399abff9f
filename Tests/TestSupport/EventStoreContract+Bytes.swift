import EventSourcing

extension EventStoreContract {
    static let bytes = [
        ContractCase("any text comes back byte for byte") { fixture in
            let store = try fixture.makeStore()
            let texts = [
                #"{"nul":"\u0000"}"#,
                #"{"z":1,"a":{"b":[],"B":null}}"#,
                "{\"combining\":\"e\u{301}\",\"composed\":\"\u{e9}\"}",
                "{\"emoji\":\"👩🏽‍🚀🇳🇱\",\"outside\":\"\u{10FFFF}\"}",
                "{\"direction\":\"\u{202E}الرياض\",\"width\":\"\u{200B}\u{FEFF}\"}",
                #"{"escapes":"\\ \" \\x41 \\000 '; drop table events; -- $1 %s"}"#,
                #"{"number":1e21,"same":1,"same":2}"#,
                "  {\t\"blank\" : 1 }\r\n",
                "",
            ]
            _ = try store.append(.sample(texts.map { .sample("mission-one", data: $0) }))

            let found = try store.read(["mission-one"], through: nil)
            try requireEqual(found.map(\.data), texts.map { Array($0.utf8) }, "data of the stream")
            try requireEqual(try store.wholeLog(), found, "the log")
        },

        ContractCase("metadata and refusals come back byte for byte") { fixture in
            let store = try fixture.makeStore()
            let bytes = Array("{\"reason\":\"\\u0000 e\u{301} 🧭\"}".utf8)
            let event = NewEvent(
                stream: "mission-one", type: "SomethingHappened", occurredAt: .sample, data: bytes, metadata: bytes)
            _ = try store.append(.sample([event]))
            let refused = AppendRequest.sample([], rejection: String(decoding: bytes, as: UTF8.self))
            _ = try store.append(refused)

            try requireEqual(try store.read(["mission-one"], through: nil).map(\.metadata), [bytes], "metadata")
            try requireEqual(try store.command(refused.commandID)?.rejection, bytes, "rejection")
        },

        ContractCase("a mebibyte of data comes back byte for byte") { fixture in
            let store = try fixture.makeStore()
            // Every second byte varies, so that a swapped or repeated block is noticed.
            var text = "\""
            while text.utf8.count < (1 << 20) - 32 { text += "é\(text.utf8.count)🧭" }
            text += String(repeating: ".", count: (1 << 20) - text.utf8.count - 1) + "\""
            _ = try store.append(.sample([.sample("mission-one", data: text), .sample("mission-one")]))

            let found = try store.read(["mission-one"], through: nil)
            try require(found.count == 2 && found[0].data == Array(text.utf8), "the data differs")
            try require(try store.wholeLog() == found, "the log differs from the stream")
        },

        ContractCase("a time of occurrence comes back to the microsecond, long ago and far ahead too") { fixture in
            let store = try fixture.makeStore()
            let times = [
                0, 1, -1, 1_769_767_200_123_456, -1_000_000_000_000_001,
                // The first and the last microsecond of the calendar: years 1 and 9999.
                -62_135_596_800_000_000, 253_402_300_799_999_999,
            ].map { Timestamp(microseconds: $0) }
            _ = try store.append(.sample(times.map { .sample("mission-one", occurredAt: $0) }))

            try requireEqual(try store.read(["mission-one"], through: nil).map(\.occurredAt), times, "times")
        },
    ]
}
