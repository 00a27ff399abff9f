import EventSourcing

/// Writes `Codable` values as canonical JSON (RFC 8785).
///
/// Scalars are recognised by type and written as their text, integers as numbers and flags as true or false. Optional
/// fields that are nil are left out. Double and Float are refused, as are Set and Dictionary, which have no order.
package struct CanonicalEncoder: Sendable {
    private let sortsCollections: Bool

    /// `sortingCollections` is for what is no record: sets and dictionaries are then written in the order of their
    /// canonical bytes, and read back by their own coding.
    package init(sortingCollections: Bool = false) {
        sortsCollections = sortingCollections
    }

    package func encode(_ value: some Encodable) throws(EncodingFault) -> [UInt8] {
        try node(value).canonicalBytes
    }

    /// The value as a node, with members in the order in which their fields are declared.
    package func node(_ value: some Encodable) throws(EncodingFault) -> Node {
        do {
            return try TreeEncoder(sortingCollections: sortsCollections).node(of: value, at: nil)
        } catch let fault as EncodingFault {
            throw fault
        } catch {
            throw EncodingFault(reason: .unsupported(typeName: "\(type(of: value))"), path: JSONPath())
        }
    }
}

/// What one `encode(to:)` writes.
final class TreeEncoder: Encoder {
    private enum Content {
        case nothing
        case value(Node)
        case items([Element])
        case members([(key: String, element: Element)])
    }

    /// A finished node, or one that is still being written by a nested container.
    enum Element {
        case node(Node)
        case unfinished(TreeEncoder)

        var node: Node {
            switch self {
            case .node(let node): node
            case .unfinished(let encoder): encoder.node
            }
        }
    }

    /// The encoder of the value around this one, and the place in it.
    private let parent: (encoder: TreeEncoder, component: JSONPath.Component?)?
    private let depth: Int
    private let sortsCollections: Bool
    private var content = Content.nothing

    /// Of a whole document.
    init(sortingCollections: Bool) {
        parent = nil
        depth = 0
        sortsCollections = sortingCollections
    }

    init(within parent: TreeEncoder, at component: JSONPath.Component? = nil) {
        self.parent = (parent, component)
        depth = parent.depth + 1
        sortsCollections = parent.sortsCollections
    }

    /// What was written; a type without fields writes an empty object.
    var node: Node {
        switch content {
        case .nothing: .object([])
        case .value(let node): node
        case .items(let items): .array(items.map(\.node))
        case .members(let members): .object(members.map { Member($0.key, $0.element.node) })
        }
    }

    var itemCount: Int {
        if case .items(let items) = content { items.count } else { 0 }
    }

    /// Writes a value that stands at `component` in this one; nil stands for this very place.
    func node(of value: some Encodable, at component: JSONPath.Component?) throws -> Node {
        if let scalar = value as? any Scalar {
            return try located(component) { () throws(EncodingFault.Reason) in try scalar.scalarNode }
        }
        let unordered = type(of: value) as? any UnorderedCollection.Type
        guard unordered == nil || sortsCollections else {
            throw fault(.unsupported(typeName: "\(type(of: value))"), at: component)
        }
        let limit = ParsingLimits.standard.depth
        guard depth <= limit else { throw fault(.tooDeep(limit: limit), at: component) }
        let encoder = TreeEncoder(within: self, at: component)
        try value.encode(to: encoder)
        return try unordered.map { try encoder.node.sortingItems(ofPairs: $0.isOfPairs) } ?? encoder.node
    }

    func node(plain value: some PlainValue, at component: JSONPath.Component?) throws -> Node {
        try located(component) { () throws(EncodingFault.Reason) in try value.plainNode }
    }

    func set(_ node: Node) {
        content = .value(node)
    }

    func append(_ element: Element) {
        guard case .items(var items) = content else { preconditionFailure("an item outside a list") }
        content = .nothing
        items.append(element)
        content = .items(items)
    }

    func append(_ element: Element, forKey key: String) {
        guard case .members(var members) = content else { preconditionFailure("a member outside an object") }
        content = .nothing
        members.append((key, element))
        content = .members(members)
    }

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        if case .nothing = content { content = .members([]) }
        return KeyedEncodingContainer(WrittenFields(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        if case .nothing = content { content = .items([]) }
        return WrittenItems(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        WrittenValue(encoder: self)
    }

    private func located(
        _ component: JSONPath.Component?, _ body: () throws(EncodingFault.Reason) -> Node
    ) throws(EncodingFault) -> Node {
        do throws(EncodingFault.Reason) {
            return try body()
        } catch {
            throw fault(error, at: component)
        }
    }

    private func fault(_ reason: EncodingFault.Reason, at component: JSONPath.Component?) -> EncodingFault {
        EncodingFault(reason: reason, path: JSONPath(path + (component.map { [$0] } ?? [])))
    }

    private var path: [JSONPath.Component] {
        guard let parent else { return [] }
        return parent.encoder.path + (parent.component.map { [$0] } ?? [])
    }
}
