import CanonicalJSON
import CommandBus
import EventSourcing
import TradeMissions

/// What a line says itself that it is about: enough to tell which lines are not worth deciding at the same time.
struct LineClaims {
    /// Names of streams, and the command's id.
    var changed: Set<String> = []
    var mentioned: Set<String> = []
    /// Whether it cannot be decided before every earlier line is done.
    var waitsForAll = false

    init() {}

    /// Of a command before its references are resolved.
    init(_ node: Node) {
        if let id = node["id"]?.stringValue { changed.insert("command " + id.lowercased()) }
        guard let name = node["command"]?.stringValue, let command = CommandRegistry.named(name),
            let category = CommandRegistry.category(of: command)
        else { return }
        // Opening the book is for everybody; a version that was expected is held against what earlier lines made of it.
        // What erases or destroys looks through the whole log.
        waitsForAll =
            category == .administration || command == Person.Erase.self || category.isAboutKeeping
            || (node["expectedVersion"].map { $0 != .null } ?? false)
        if let actor = node["actor"]?.stringValue { take(actor, .officer, of: category, isActor: true) }
        take(node["data"] ?? .null, .object(CommandRegistry.fields(of: command)), of: category)
        mentioned.subtract(changed)
    }

    private mutating func take(_ value: Node, _ shape: Shape, of category: Category) {
        switch (shape, value) {
        case (.object(let fields), .object(let members)):
            for member in members {
                guard let field = fields.first(where: { $0.name == member.key }) else { continue }
                take(member.value, field.shape, of: category)
            }
        case (.array(let element), .array(let items)):
            for item in items { take(item, element, of: category) }
        case (.scalar(.text(let format?), _), .string(let words)),
            (.scalar(.text(let format?), _), .text(let words)):
            if let named = Category(rawValue: format) { take(words, named, of: category, isActor: false) }
            if SubjectID.shape == .text(format: format) { takeSubject(words) }
        case (.string, _), (.array, _), (.object, _), (.scalar, _), (.integer, _), (.flag, _): break
        }
    }

    private mutating func takeSubject(_ words: String) {
        if let subject = try? SubjectID(text: words) { changed.insert(subject.text) } else { waitsForAll = true }
    }

    private mutating func take(_ words: String, _ named: Category, of category: Category, isActor: Bool) {
        let prefix = named.rawValue + "-"
        switch named {
        case .person, .company, .organisation, .officer:
            // Any earlier line may be the one that enters a name or number, or makes it another's.
            guard words.hasPrefix(prefix) else {
                waitsForAll = true
                return
            }
        case .administration, .country, .mission, .briefing, .participation, .involvement, .bmoMeeting, .concern,
            .assessment, .measure, .support, .claim, .hold, .retention, .erasure, .disposal:
            break
        }
        let stream = words.hasPrefix(prefix) ? words : prefix + words
        // Many lines mention these, and hardly any but their own commands change them.
        let isMentionedOnly = isActor || ([.officer, .organisation, .country].contains(named) && named != category)
        if isMentionedOnly { mentioned.insert(stream) } else { changed.insert(stream) }
    }
}
