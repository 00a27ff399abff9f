import ByteStreams
import CanonicalJSON
package import CommandBus
import EventSourcing
import TradeMissions

/// What the reading of commands is held to, as `dispatch` does it, whatever bytes it is given.
///
/// A command that is taken has one way to be written, and what is read from that is the same command. What is answered to
/// a line that is none steers no terminal.
package struct CommandReplay: Sendable {
    private let read: @Sendable ([UInt8]) throws(CommandFault) -> CommandEnvelope

    /// `read` is how a line becomes a command.
    package init(
        read: @escaping @Sendable ([UInt8]) throws(CommandFault) -> CommandEnvelope = CommandReplay.asDispatch
    ) {
        self.read = read
    }

    /// As in `missieboek/Commands/Dispatcher.swift`, without the names of the register.
    package static let asDispatch: @Sendable ([UInt8]) throws(CommandFault) -> CommandEnvelope = {
        (line) throws(CommandFault) in
        try CommandEnvelope(CommandEnvelope.node(parsing: line, limits: ParsingLimits(bytes: Self.longestLine)))
    }

    private static let longestLine = 1 << 20

    /// A line of each command, and one with all that may go with it.
    package static var seeds: [[UInt8]] {
        CommandRegistry.all.flatMap { command in
            let line = CommandExample.line(of: command)
            let full = line.adding(["reason": "besproken", "expectedVersion": 3])
            return [line, full].map { Array($0.lineText.utf8) }
        }
    }

    /// Names of commands and fields, for whoever makes up others.
    package static var tokens: [String] {
        var names: Set<String> = [
            "reason", "expectedVersion", "occurredAt", "data", "\n", "\\u0000", "\\u202e", "null",
        ]
        for command in CommandRegistry.all {
            names.insert(command.definition.name)
            for field in CommandRegistry.fields(of: command) { names.insert("\"\(field.name)\":") }
        }
        return names.sorted()
    }

    /// Whether each line is taken as a command.
    package func isAccepted(_ input: [UInt8]) -> Bool {
        lines(of: input).allSatisfy { (try? read($0)) != nil }
    }

    /// What is amiss; nil when all is well, whether the lines were taken or refused.
    package func violation(of input: [UInt8]) -> String? {
        for line in lines(of: input) {
            do throws(CommandFault) {
                let envelope = try read(line)
                if let what = violation(of: envelope) { return what }
            } catch {
                guard error.message.isPrintable else { return "an answer steers the terminal: \(error.message.en)" }
            }
        }
        return nil
    }

    private func violation(of envelope: CommandEnvelope) -> String? {
        do {
            let canonical = try envelope.document.canonicalBytes
            let again = try read(canonical)
            guard try again.document.canonicalBytes == canonical, again.subject == envelope.subject else {
                return "another command is read from \(String(decoding: canonical, as: UTF8.self))"
            }
            return nil
        } catch let fault as CommandFault {
            return "what was taken is refused when it is written in its one way: \(fault.message.en)"
        } catch {
            return "what was taken cannot be written: \(error)"
        }
    }

    private func lines(of input: [UInt8]) -> [[UInt8]] {
        var reader = LineReader(input, limit: Self.longestLine)
        var lines: [[UInt8]] = []
        do throws(StreamError) {
            while let line = try reader.next() {
                if case .bytes(let bytes) = line { lines.append(bytes) }
            }
        } catch {
            preconditionFailure("what is in memory can be read: \(error)")
        }
        return lines
    }
}

extension CommandEnvelope {
    /// All of it, with what was left out left out.
    fileprivate var document: Node {
        get throws(EncodingFault) {
            let data = try CanonicalEncoder().node(command)
            var document: Node = [
                "command": .string(definition.name), "id": .string(id.text), "actor": .string(actor.text), "data": data,
            ]
            if let occurredAt { document = document.adding(["occurredAt": .string(occurredAt.text)]) }
            if let reason { document = document.adding(["reason": .string(reason)]) }
            if let expectedVersion { document = document.adding(["expectedVersion": .number(String(expectedVersion))]) }
            return document
        }
    }
}

extension Node {
    fileprivate func adding(_ others: KeyValuePairs<String, Node>) -> Node {
        guard case .object(let members) = self else { return self }
        return .object(members + others.map { Member($0.key, $0.value) })
    }
}

extension Phrase {
    fileprivate var isPrintable: Bool {
        [nl, en].allSatisfy { $0.unicodeScalars.allSatisfy { $0 == "\n" || $0.isPrintable } }
    }
}
