/// What the fields of commands mean, in both languages: help, forms and schemas all read it here.
///
/// An entry holds for every field of its name. Where a name means something else, an entry such as
/// `command.field`, `command.field.part`, `aggregate.field` or `field.part` goes before it.
package enum Vocabulary {
    package static let meanings: [String: Phrase] = [
        shared, missions, conversations, companies, measures, supports, keeping,
    ].reduce(into: [:]) { all, part in
        all.merge(part) { first, _ in preconditionFailure("two entries for “\(first.en)”") }
    }

    /// The key of the entry for the field at `path` of a command; nil when there is none.
    package static func key(of path: [String], in command: String) -> String? {
        let aggregate = String(command.prefix { $0 != "." })
        let whole = path.joined(separator: ".")
        let parts = path.indices.map { path[$0...].joined(separator: ".") }
        return (["\(command).\(whole)", "\(aggregate).\(whole)"] + parts).first { meanings[$0] != nil }
    }

    package static func meaning(of path: [String], in command: String) -> Phrase? {
        key(of: path, in: command).flatMap { meanings[$0] }
    }
}
