/// A text for users, in both languages of the product.
package struct Phrase: Hashable, Sendable, Codable {
    package let nl: String
    package let en: String

    package init(nl: String, en: String) {
        self.nl = nl
        self.en = en
    }

    package func text(in language: Language) -> String {
        switch language {
        case .dutch: nl
        case .english: en
        }
    }
}

package enum Language: String, CaseIterable, Sendable {
    case dutch = "nl"
    case english = "en"
}
