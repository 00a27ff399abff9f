import CommandBus
import CommandReplay
import Testing

// What Scripts/fuzz tries commands by, tried itself.
struct CommandReplayTests {
    @Test func `Every command has one way to be written, and is read from it again`() {
        let replay = CommandReplay()
        for seed in CommandReplay.seeds {
            #expect(replay.isAccepted(seed))
            let violation = replay.violation(of: seed)
            #expect(violation == nil)
        }
        #expect(CommandReplay.seeds.count == 2 * CommandRegistry.all.count)
    }

    @Test func `Readers that make another command of it, or refuse it, are found out`() throws {
        let embellishing = CommandReplay { (line) throws(CommandFault) in
            let text = String(decoding: line, as: UTF8.self).replacing("besproken", with: "zeer besproken")
            return try CommandReplay.asDispatch(Array(text.utf8))
        }
        // The one way of writing has the actor first.
        let picky = CommandReplay { (line) throws(CommandFault) in
            try CommandReplay.asDispatch(line.starts(with: #"{"actor""#.utf8) ? [] : line)
        }
        for seed in CommandReplay.seeds where String(decoding: seed, as: UTF8.self).contains("besproken") {
            #expect(embellishing.violation(of: seed)?.contains("another command") == true)
            #expect(picky.violation(of: seed)?.contains("refused") == true)
        }
    }
}
