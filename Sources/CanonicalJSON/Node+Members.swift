extension Node {
    /// The text of a string; nil for anything else.
    package var stringValue: String? {
        switch self {
        case .string(let text), .text(let text): text
        case .null, .bool, .number, .array, .object: nil
        }
    }

    /// The object without the member `key`; anything else unchanged.
    package func removing(_ key: String) -> Node {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { $0.key != key })
    }
}
