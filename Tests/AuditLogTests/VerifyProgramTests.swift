import AuditLog
import FoundationEssentials
import ProofReplay
import Subprocess
import SystemPackage
import Testing

// The program for auditors, as they run it.
struct VerifyProgramTests {
    @Test func `A bundle is shown with what it proves and what it does not, in both languages`() async throws {
        let bundle = try ProofSamples.bundle(of: [2, 5, 8]).encoded
        let dutch = try await Self.run(["bundle", "%"] + Self.key(), file: bundle, language: "nl_NL.UTF-8")
        #expect(dutch.status == 0, "\(dutch.talk)")
        #expect(
            dutch.text.contains("BEWEZEN: deze 3 gebeurtenissen")
                && dutch.text.contains("Niet bewezen: of er na measure-x v3"))
        #expect(
            dutch.text.contains("26  2026-01-29T11:06:40Z  measure-x v3  MeasureProposed  officer-é"), "\(dutch.text)")
        #expect(dutch.text.contains(#"    1999-12-31T23:59:59Z  {"reason":"één"}"#))
        let english = try await Self.run(["bundle", "%"] + Self.key() + ["--lang", "en"], file: bundle)
        #expect(
            english.text.contains("PROVED: these 3 events")
                && english.text.contains("Not proved: whether there is more of it after measure-x v3"))
    }

    @Test func `What is not proved ends with 5 and says why`() async throws {
        let bundle = try ProofSamples.bundle(of: [2, 5]).encoded
        var changed = bundle
        changed.replaceSubrange(try #require(changed.firstRange(of: "index 5")), with: "index 6")
        let moved = try await Self.run(["bundle", "%"] + Self.key(), file: changed)
        #expect(moved.status == 5 && moved.talk.contains("something else stands at place 6 of"), "\(moved.talk)")
        #expect(moved.text.isEmpty)
        let stranger = try CheckpointTests.key(seed: 9).verifier.encoded
        let unsigned = try await Self.run(["bundle", "%", "--key", stranger], file: bundle)
        #expect(unsigned.status == 5 && unsigned.talk.contains("none of the keys that were given"))
        let elsewhere = try await Self.run(["bundle", "%", "--origin", "other.example"] + Self.key(), file: bundle)
        #expect(elsewhere.status == 5 && elsewhere.talk.contains(ProofSamples.origin))
        let witness = try CheckpointTests.key("auditor.example", .cosignature, seed: 3).verifier.encoded
        let alone = try await Self.run(["bundle", "%", "--witness", witness] + Self.key(), file: bundle)
        #expect(alone.status == 5 && alone.talk.contains("the witness auditor.example has not signed"))
        let gap = try ProofSamples.bundle(of: [2, 8]).encoded
        #expect(try await Self.run(["bundle", "%"] + Self.key(), file: gap).talk.contains("version 2 of measure-x"))
    }

    @Test func `No place and no size brings it down`() async throws {
        let bundle = try ProofSamples.bundle(of: [2]).encoded
        for index in ["9223372036854775807", "9223372036854775806", "4611686018427387904", "10"] {
            var changed = bundle
            changed.replaceSubrange(try #require(changed.firstRange(of: "index 2")), with: "index \(index)")
            let run = try await Self.run(["bundle", "%"] + Self.key(), file: changed)
            #expect(run.status == 5 && run.talk.contains("place \(index)"), "\(run.talk)")
        }
        let large = Checkpoint(origin: ProofSamples.origin, head: TreeHead(size: .max, root: .empty))
        let note = try CheckpointTests.key().sign(large.note(), at: 0)
        for path in [[], Array(repeating: TreeHash.empty, count: 62)] {
            let proof = LogProof(
                record: ProofSamples.controls.bytes, inclusion: InclusionProof(index: .max - 1, path: path),
                checkpoint: note)
            #expect(try await Self.run(["bundle", "%"] + Self.key(), file: proof.encoded).status == 5)
            let growth = GrowthProof(oldSize: .max, consistency: ConsistencyProof(path: path), checkpoint: note)
            let run = try await Self.run(["growth", "%", "%"] + Self.key(), file: note.encoded, growth.encoded)
            #expect(run.status == (path.isEmpty ? 0 : 5), "\(run.talk)")
        }
    }

    @Test func `A large file that is no proof is refused at once`() async throws {
        let flags = String(repeating: "\u{1F1E6}", count: 1 << 20)
        let run = try await Self.run(["bundle", "%"] + Self.key(), file: "c2sp.org/tlog-proof@v1\n\(flags)\n\n")
        #expect(run.status == 65)
    }

    @Test func `A log that was only added to goes on from its earlier checkpoint, another does not`() async throws {
        let tree = LeafTree(size: 100)
        let signing = try CheckpointTests.key()
        let earlier = try signing.sign(CheckpointTests.checkpoint(40).note(), at: 0).encoded
        let note = try signing.sign(CheckpointTests.checkpoint(100).note(), at: 0)
        let proof = GrowthProof(
            oldSize: 40, consistency: tree.consistencyProof(from: 40, to: 100), checkpoint: note)
        #expect(try GrowthProof(parsing: Array(proof.encoded.utf8)) == proof)
        let sound = try await Self.run(["growth", "%", "%"] + Self.key(), file: earlier, proof.encoded)
        #expect(sound.status == 0 && sound.text.contains("100 events begins with the same 40"), "\(sound.talk)")

        let forked = LeafTree((0..<40).map { Array("other \($0)".utf8) })
        let other = try signing.sign(
            Checkpoint(origin: ProofSamples.origin, head: forked.head(at: 40)).note(), at: 0
        ).encoded
        let fork = try await Self.run(["growth", "%", "%"] + Self.key(), file: other, proof.encoded)
        #expect(fork.status == 5 && fork.talk.contains("was rewritten"), "\(fork.talk)")
        let same = GrowthProof(
            oldSize: 40, consistency: ConsistencyProof(path: []),
            checkpoint: try SignedNote(parsing: Array(earlier.utf8)))
        let second = try await Self.run(["growth", "%", "%"] + Self.key(), file: other, same.encoded)
        #expect(second.status == 5 && second.talk.contains("there is a second log"), "\(second.talk)")
        // A proof of growth in the place of a checkpoint is no checkpoint, and not one with a false signature.
        let swapped = try await Self.run(["growth", "%", "%"] + Self.key(), file: proof.encoded, earlier)
        #expect(swapped.status == 65 && swapped.talk.contains("a checkpoint is the name of a log"), "\(swapped.talk)")
        let shorter = try signing.sign(CheckpointTests.checkpoint(39).note(), at: 0).encoded
        #expect(try await Self.run(["growth", "%", "%"] + Self.key(), file: shorter, proof.encoded).status == 65)
    }

    @Test func `Two checkpoints of one size are of one log, or of two`() async throws {
        let signing = try CheckpointTests.key()
        let kept = try signing.sign(CheckpointTests.checkpoint(40).note(), at: 0).encoded
        let twin = try await Self.run(["same", "%", "%"] + Self.key(), file: kept, kept)
        #expect(twin.status == 0 && twin.text.contains("both are of the same 40 events"), "\(twin.talk)")
        let forked = LeafTree((0..<40).map { Array("other \($0)".utf8) })
        let other = try signing.sign(
            Checkpoint(origin: ProofSamples.origin, head: forked.head(at: 40)).note(), at: 0
        ).encoded
        let fork = try await Self.run(["same", "%", "%"] + Self.key(), file: kept, other)
        #expect(fork.status == 5 && fork.talk.contains("there is a second log"), "\(fork.talk)")
        let later = try signing.sign(CheckpointTests.checkpoint(100).note(), at: 0).encoded
        let apart = try await Self.run(["same", "%", "%"] + Self.key(), file: kept, later)
        #expect(apart.status == 65 && apart.talk.contains("missieboek-verify growth"), "\(apart.talk)")
        let stranger = try CheckpointTests.key(seed: 9).sign(CheckpointTests.checkpoint(40).note(), at: 0).encoded
        let unsigned = try await Self.run(["same", "%", "%"] + Self.key(), file: kept, stranger)
        #expect(unsigned.status == 5 && unsigned.talk.contains("/1: none of the keys"), "\(unsigned.talk)")
        let one = try await Self.run(["same", "%"] + Self.key(), file: kept)
        #expect(one.status == 64 && one.talk.contains("same takes two files, not 1"), "\(one.talk)")
    }

    @Test func `Of two files the one is named that is wrong, and nobody is accused for having given an older one`()
        async throws
    {
        let signing = try CheckpointTests.key()
        let kept = try signing.sign(CheckpointTests.checkpoint(100).note(), at: 0).encoded
        let older = GrowthProof(
            oldSize: 100, consistency: ConsistencyProof(path: []),
            checkpoint: try signing.sign(CheckpointTests.checkpoint(40).note(), at: 0))
        let run = try await Self.run(["growth", "%", "%"] + Self.key(), file: kept, older.encoded)
        #expect(run.status == 5 && run.talk.contains("older than the one of 100 that was kept"), "\(run.talk)")
        #expect(!run.talk.contains("rewritten"), "\(run.talk)")
        #expect(run.talk.contains("Next step: ask for one of 100 at least.\n"), "\(run.talk)")
        let later = GrowthProof(
            oldSize: 100, consistency: ConsistencyProof(path: []), checkpoint: try SignedNote(parsing: Array(kept.utf8))
        )
        let helped = try await Self.run(["growth", "%", "%"] + Self.key(), file: kept, later.encoded)
        #expect(helped.status == 0, "\(helped.talk)")

        let stranger = try CheckpointTests.key(seed: 9).sign(CheckpointTests.checkpoint(40).note(), at: 0).encoded
        let unsigned = try await Self.run(["growth", "%", "%"] + Self.key(), file: stranger, older.encoded)
        #expect(unsigned.status == 5 && unsigned.talk.contains("/2: none of the keys"), "\(unsigned.talk)")
        for (first, second, place) in [("x", older.encoded, "/2"), (kept, "x", "/1")] {
            let run = try await Self.run(["growth", "%", "%"] + Self.key(), file: first, second)
            #expect(run.status == 65, "\(run.talk)")
            #expect(run.talk.contains("\(place): this is not what is asked for here"), "\(run.talk)")
        }
    }

    @Test func `Moments before 1582, without end and of any year are shown as the log has them`() async throws {
        // By PostgreSQL: extract(epoch from moment at time zone 'UTC') less that of 2000, times a million.
        let moments: [(Int64, String)] = [
            (.max, "infinity"), (.min, "-infinity"), (0, "2000-01-01T00:00:00Z"), (-1, "1999-12-31T23:59:59Z"),
            (-15_778_454_400_000_000, "1500-01-01T00:00:00Z"), (-13_165_977_600_000_000, "1582-10-15T00:00:00Z"),
            (-13_166_064_000_000_000, "1582-10-14T00:00:00Z"), (5_097_600_000_000, "2000-02-29T00:00:00Z"),
            (-64_464_508_800_000_000, "-0043-03-15T00:00:00Z"), (252_455_616_000_000_000, "+10000-01-01T00:00:00Z"),
            (.max - 1, "+294277-01-09T04:00:54Z"), (.min + 1, "-290278-12-22T19:59:05Z"),
        ]
        let records = moments.enumerated().map { (place, moment) in
            EventRecord(
                position: Int64(place + 1), version: Int64(place + 1), recordedAt: 0, occurredAt: moment.0,
                eventID: Array(repeating: 0, count: 16), stream: "measure-x", type: "MeasureProposed", actor: "officer",
                data: [], metadata: [])
        }
        let tree = LeafTree(records.map(\.bytes))
        let note = try CheckpointTests.key().sign(
            Checkpoint(origin: ProofSamples.origin, head: tree.head(at: tree.size)).note(), at: 0)
        let bundle = ProofBundle(
            records.enumerated().map { (place, record) in
                LogProof(
                    record: record.bytes, inclusion: tree.inclusionProof(of: Int64(place), at: tree.size),
                    checkpoint: note)
            })
        let run = try await Self.run(["bundle", "%"] + Self.key(), file: bundle.encoded)
        let shown = run.text.split(separator: "\n").filter { $0.hasPrefix("    ") }.map {
            String($0.dropFirst(4).prefix { $0 != " " })
        }
        #expect(run.status == 0 && shown == moments.map(\.1), "\(run.talk)")
    }

    @Test func `Wrong words, no proof and no file have their own codes`() async throws {
        let help = try await Self.run(["--help"])
        #expect(help.status == 0 && help.text.contains("missieboek-verify bundle FILE"))
        #expect(try await Self.run(["bundle", "--help"]).text == help.text)
        for words in [
            [], ["bundle"], ["bundle", "%", "--lang", "xx"], ["bundle", "%"],
            ["bundle", "%", "--key"], ["nothing", "%"], ["bundle", "%", "--force", "x"],
        ] {
            #expect(try await Self.run(words, file: "x").status == 64, "\(words)")
        }
        let empty = try await Self.run(["bundle", "%"] + Self.key(), file: "")
        #expect(empty.status == 65 && empty.talk.contains("/1: this is not what is asked for here"))
        let noKey = try await Self.run(["bundle", "%", "--key", "x"], file: "")
        #expect(noKey.status == 64 && noKey.talk.contains("“x” is no public key"), "\(noKey.talk)")
        for (file, status, what) in [("/nowhere/file", 66, "bestaat niet"), ("/tmp", 65, "is geen gewoon bestand")] {
            let run = try await Self.run(["bundle", file, "--lang", "nl"] + Self.key())
            #expect(run.status == status && run.talk.contains("\(file) \(what)"), "\(run.talk)")
        }
    }

    @Test func `What is wrong with the command line is named`() async throws {
        for (words, fault) in [
            ([], "nothing was asked"), (["bundle", "%", "%"], "bundle takes one file, not 2"),
            (["growth"], "growth takes one or two files, not 0"), (["nothing"], "nothing is unknown"),
            (["bundle", "%", "--key"], "--key lacks its value"),
            (["bundle", "%", "--force", "x"], "--force is unknown"),
            (["bundle", "%", "--lang", "xx"], "--lang knows no xx"),
            (["bundle", "%", "--output", "xml"], "knows no xml"),
            (["bundle", "%", "--origin", "a", "--origin", "b"], "--origin is there more than once"),
            (["bundle", "%"], "with --key"),
        ] {
            let run = try await Self.run(words, file: "x", "y")
            #expect(run.status == 64 && run.talk.contains(fault), "\(words): \(run.talk)")
            #expect(run.talk.contains("missieboek-verify bundle FILE") && run.text.isEmpty)
        }
        let other = try CheckpointTests.key("other.example").verifier.encoded
        let mixed = try await Self.run(["bundle", "%", "--key", other] + Self.key(), file: "x")
        #expect(mixed.status == 64 && mixed.talk.contains("not of one log"), "\(mixed.talk)")
    }

    @Test func `Programs get what is proved as JSON, with the bytes as they were stored`() async throws {
        let bundle = try ProofSamples.bundle(of: [2, 5, 8])
        let run = try await Self.run(["bundle", "%", "--output", "json"] + Self.key(), file: bundle.encoded)
        #expect(run.status == 0, "\(run.talk)")
        let answer = try JSONDecoder().decode(Answer.self, from: Data(run.text.utf8))
        let records = try bundle.proofs.map { try EventRecord(parsing: $0.record) }
        #expect(answer.events.map { Array($0.data) } == records.map(\.data))
        #expect(answer.events.map(\.position) == records.map(\.position))
        #expect(answer.origin == ProofSamples.origin && answer.provedThrough == ["measure-x": 3])
        #expect(run.text.filter { $0 == "\n" }.count == 1)
    }

    @Test func `A witness is somebody else than the log, and is shown with the moment`() async throws {
        let witness = try CheckpointTests.key("auditor.example", .cosignature, seed: 3)
        let proofs = try ProofSamples.bundle(of: [2, 5]).proofs.map { (proof) throws(AuditFault) in
            LogProof(
                record: proof.record, inclusion: proof.inclusion,
                checkpoint: try witness.sign(proof.checkpoint, at: 1_770_000_000))
        }
        let bundle = ProofBundle(proofs).encoded
        let (log, own) = (try CheckpointTests.key().verifier, witness.verifier.encoded)
        let seen = try await Self.run(["bundle", "%", "--key", log.encoded, "--witness", own], file: bundle)
        #expect(seen.status == 0, "\(seen.talk)")
        #expect(seen.text.contains("Cosigned by auditor.example, by its own account at 2026-02-02T02:40:00Z.\n"))
        let data = try await Self.run(
            ["bundle", "%", "--key", log.encoded, "--witness", own, "--output", "json"], file: bundle)
        let answer = try JSONDecoder().decode(WitnessedAnswer.self, from: Data(data.text.utf8))
        #expect(answer.witnesses.map(\.time) == [1_770_000_000] && answer.witnesses.map(\.publicKey) == [own])

        let sameKey = try VerifierKey(name: "auditor.example", kind: .cosignature, publicKey: log.publicKey).encoded
        for (words, fault) in [
            (["--key", log.encoded, "--witness", log.encoded], "is no key of a witness"),
            (["--key", own, "--origin", ProofSamples.origin], "is the key of a witness, not of a log"),
            (["--key", log.encoded, "--witness", sameKey], "is the log's own key"),
        ] {
            let run = try await Self.run(["bundle", "%"] + words, file: bundle)
            #expect(run.status == 64 && run.talk.contains(fault) && run.text.isEmpty, "\(run.talk)")
        }
    }

    private struct WitnessedAnswer: Decodable {
        let witnesses: [Witness]

        struct Witness: Decodable {
            let publicKey: String
            let time: UInt64
        }
    }

    private struct Answer: Decodable {
        let origin: String
        let provedThrough: [String: Int64]
        let events: [Event]

        struct Event: Decodable {
            let position: Int64
            let data: Data
        }
    }

    @Test func `Nothing in a bundle steers the terminal`() async throws {
        let tree = ProofSamples.treeWithControls
        let signed = try CheckpointTests.key().sign(
            Checkpoint(origin: ProofSamples.origin, head: tree.head(at: 1)).note(), at: 0)
        let proof = LogProof(
            record: ProofSamples.controls.bytes, inclusion: tree.inclusionProof(of: 0, at: 1), checkpoint: signed)
        let run = try await Self.run(["bundle", "%"] + Self.key(), file: proof.encoded)
        #expect(run.status == 0 && run.text.contains("v1  Measure"), "\(run.talk)")
        // One line for what is proved, one for what is not, an empty one, and two for the event.
        #expect(run.text.split(separator: "\n", omittingEmptySubsequences: false).count == 6, "\(run.text)")
        let steering: Set<Unicode.Scalar> = ["\u{1B}", "\u{202E}", "\u{7}", "\r"]
        #expect(run.text.unicodeScalars.allSatisfy { !steering.contains($0) })
    }

    private struct Output {
        let status: Int32
        let text: String
        let talk: String
    }

    private static func key() throws -> [String] { ["--key", try CheckpointTests.key().verifier.encoded] }

    /// `%` among the words stands for a file with the next content.
    private static func run(
        _ words: [String], file contents: String..., language: String = "C"
    ) async throws -> Output {
        let folder = FileManager.default.temporaryDirectory.appending(path: "missieboek-verify-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var rest = contents[...]
        let arguments = try words.map { word in
            guard word == "%" else { return word }
            let file = folder.appending(path: "\(rest.count)")
            try Data((rest.popFirst() ?? "").utf8).write(to: file)
            return file.path
        }
        let result = try await Subprocess.run(
            .path(program), arguments: Arguments(arguments), environment: .custom(["LANG": language]), input: .none,
            output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        guard case .exited(let status) = result.terminationStatus else { throw Ended(status: result.terminationStatus) }
        return Output(status: status, text: result.standardOutput, talk: result.standardError)
    }

    private struct Ended: Error {
        let status: TerminationStatus
    }

    /// Beside the tests.
    private static let program = FilePath(CommandLine.arguments[0]).removingLastComponent().appending(
        "missieboek-verify")
}

extension ProofSamples {
    static let controls = EventRecord(
        position: 1, version: 1, recordedAt: 0, occurredAt: 0, eventID: Array(repeating: 0, count: 16),
        stream: "measure-x\u{1B}[2J\nPROVED: measure-y",
        type: "Measure\u{1B}[2J", actor: "officer\u{202E}x", data: Array("{\"a\":\"\u{7}\r\u{202E}\"}".utf8),
        metadata: [])

    static var treeWithControls: LeafTree { LeafTree([controls.bytes]) }
}
