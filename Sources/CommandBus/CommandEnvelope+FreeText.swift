import CanonicalJSON
import DomainRecords
import EventSourcing
import TradeMissions

extension CommandEnvelope {
    /// Holds every text of the command against INV-29, identifiers that people choose among them.
    ///
    /// The fields of the register are left out: what is in them goes nowhere else.
    func checkFreeText() throws(Interruption) {
        if let reason { try Admission.checkFreeText(reason, field: "reason") }
        let fields = CommandRegistry.fields(of: type(of: command))
        for field in fields where !definition.registerFields.contains(field.name) {
            if let value = data[field.name] { try Self.checkFreeText(value, field.shape, field.name) }
        }
    }

    private static func checkFreeText(_ node: Node, _ shape: Shape, _ name: String) throws(Interruption) {
        switch (shape, node) {
        case (.string, .string(let text)), (.string, .text(let text)):
            try Admission.checkFreeText(text, field: name)
        case (.scalar(.text(let format), _), .string(let text)), (.scalar(.text(let format), _), .text(let text)):
            // What its type leaves no room in, such as a date or a hash, is not read for it.
            if format.map({ !Self.closedFormats.contains($0) }) ?? true {
                try Admission.checkFreeText(text, field: name)
            }
        case (.array(let element), .array(let items)):
            for item in items { try checkFreeText(item, element, name) }
        case (.object(let fields), .object):
            for field in fields {
                if let value = node[field.name] { try checkFreeText(value, field.shape, "\(name).\(field.name)") }
            }
        case (.string, _), (.array, _), (.object, _), (.scalar, _), (.integer, _), (.flag, _): break
        }
    }

    private static let closedFormats: Set<String> = [
        "date", "date-time", "uuid", "sha256", ConfidentialStatement.format,
    ]
}
