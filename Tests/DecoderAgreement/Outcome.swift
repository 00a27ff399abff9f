package import CanonicalJSON

/// What a decoder made of a document.
package enum Outcome: Equatable {
    case value(Node)
    case notJSON(JSONFault)
    case notTheType(DecodingFault)
    case refused

    package init(_ reading: () throws -> Node) {
        do {
            self = .value(try reading())
        } catch let fault as JSONFault {
            self = .notJSON(fault)
        } catch let fault as DecodingFault {
            self = .notTheType(fault)
        } catch {
            self = .refused
        }
    }

    /// Whether both give the same value or both give none.
    package func agrees(with other: Outcome) -> Bool {
        switch (self, other) {
        case (.value(let left), .value(let right)): left == right
        case (.value, _), (_, .value): false
        case (.notJSON, _), (.notTheType, _), (.refused, _): true
        }
    }
}
