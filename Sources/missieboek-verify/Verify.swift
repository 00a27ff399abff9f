import AuditLog
import ByteStreams
import FoundationEssentials
import Glibc

/// Checks proofs of missieboek: a program of its own, so that whoever trusts neither the operator nor the database needs
/// neither.
@main
enum Verify {
    static func main() {
        FileStream.reserveStandardStreams()
        let arguments = Array(CommandLine.arguments.dropFirst())
        let environment = ProcessInfo.processInfo.environment
        do {
            let answer = try answer(to: Arguments(arguments, environment))
            do throws(StreamError) { try FileStream.standardOutput.write(Array(answer.utf8)) } catch {
                throw Refusal(
                    .inputOutput, nl: "het antwoord kan niet worden geschreven: \(error)",
                    en: "the answer cannot be written: \(error)")
            }
        } catch {
            let refusal = error as? Refusal ?? (error as? AuditFault).map { Refusal($0) } ?? Refusal(bug: error)
            let text = refusal.words.text(Arguments.language(of: arguments, environment))
            try? FileStream.standardError.write(Array("missieboek-verify: \(text.printableLines)\n".utf8))
            exit(refusal.status.rawValue)
        }
    }

    private static func answer(to arguments: Arguments) throws -> String {
        switch arguments.question {
        case .help:
            return Usage.words.text(arguments.language) + "\n"
        case .bundle(let file):
            let bytes = try read(file, limit: ProofBundle.sizeLimit)
            let (finding, sightings) = try named(file) { () throws(AuditFault) in
                let bundle = try ProofBundle(parsing: bytes)
                let finding = try bundle.verify(under: arguments.policy)
                guard let first = bundle.proofs.first else { return (finding, [TrustPolicy.Sighting]()) }
                return (finding, try arguments.policy.sightings(of: first.checkpoint))
            }
            return arguments.format == .json
                ? try BundleAnswer(finding, sightings).line : finding.report(sightings).text(arguments.language)
        case .growth(let earlier, let file):
            // Those who watch the log may have begun later.
            let unwatched = arguments.policy.witnessed(by: [])
            let start = try earlier.map { try checkpoint(in: $0, unwatched) } ?? .ofNothing(unwatched.origin)
            let bytes = try read(file, limit: SignedNote.sizeLimit)
            let growth = try named(file) { () throws(AuditFault) in try GrowthProof(parsing: bytes) }
            let later = try growth.verify(from: start, under: arguments.policy)
            let sightings = try arguments.policy.sightings(of: growth.checkpoint)
            if arguments.format == .json { return try GrowthAnswer(from: start, to: later, sightings).line }
            return Words(
                nl: "BEWEZEN: het logboek \(later.origin) van \(later.head.size) gebeurtenissen begint met dezelfde "
                    + "\(start.head.size).\n" + sightings.map(\.words.nl).joined(),
                en: "PROVED: the log \(later.origin) of \(later.head.size) events begins with the same "
                    + "\(start.head.size).\n" + sightings.map(\.words.en).joined()
            ).text(arguments.language)
        case .same(let file, let other): return try comparison(of: file, with: other, arguments)
        }
    }

    private static func comparison(
        of file: String, with other: String, _ arguments: Arguments
    ) throws -> String {
        let policy = arguments.policy
        let (first, second) = (try checkpoint(in: file, policy), try checkpoint(in: other, policy))
        let size = first.head.size
        guard size == second.head.size else {
            throw Refusal(
                .badInput,
                nl:
                    "zij zijn van \(size) en van \(second.head.size) gebeurtenissen: dat zegt nog niets. Volgende stap: "
                    + "vraag een bewijs van groei (missieboek audit growth), en reken dat na met missieboek-verify growth",
                en:
                    "they are of \(size) and of \(second.head.size) events, which says nothing yet. Next step: ask for a "
                    + "proof of growth (missieboek audit growth), and check that with missieboek-verify growth")
        }
        guard first.head == second.head else { throw AuditFault.inconsistent(earlier: size, later: size) }
        if arguments.format == .json { return try GrowthAnswer(from: first, to: second, []).line }
        return Words(
            nl: "BEWEZEN: beide zijn van dezelfde \(size) gebeurtenissen van het logboek \(first.origin).\n",
            en: "PROVED: both are of the same \(size) events of the log \(first.origin).\n"
        ).text(arguments.language)
    }

    private static func checkpoint(in file: String, _ policy: TrustPolicy) throws -> Checkpoint {
        let bytes = try read(file, limit: SignedNote.sizeLimit)
        return try named(file) { () throws(AuditFault) in
            try policy.checkpoint(of: SignedNote(parsing: bytes))
        }
    }

    /// Says of which file it is what is wrong.
    private static func named<Value>(_ file: String, _ body: () throws(AuditFault) -> Value) throws(Refusal) -> Value {
        do throws(AuditFault) { return try body() } catch { throw Refusal(error, in: file) }
    }

    private static func read(_ file: String, limit: Int) throws -> [UInt8] {
        let bytes: [UInt8]
        do throws(StreamError) { bytes = try FileStream.contents(ofRegular: file, limit: limit) } catch {
            switch error {
            case .notRegular, .isFolder:
                throw Refusal(
                    .badInput, nl: "\(file) is geen gewoon bestand. Volgende stap: bewaar het bewijs eerst als bestand",
                    en: "\(file) is no regular file. Next step: keep the proof as a file first")
            case .noSuchFile, .noFolder:
                throw Refusal(.notFound, nl: "\(file) bestaat niet", en: "\(file) does not exist")
            case .notAllowed:
                throw Refusal(.notFound, nl: "\(file) mag niet worden gelezen", en: "\(file) may not be read")
            default: throw Refusal(.notFound, nl: "\(file): \(error)", en: "\(file): \(error)")
            }
        }
        guard bytes.count <= limit else {
            throw Refusal(
                .badInput, nl: "\(file) is groter dan \(limit) bytes: dat is geen bewijs en geen ijkpunt",
                en: "\(file) is larger than \(limit) bytes: that is neither a proof nor a checkpoint")
        }
        return bytes
    }
}
