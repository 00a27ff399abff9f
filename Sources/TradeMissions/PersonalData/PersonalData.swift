/// What points to one person or company, and so belongs in the register (INV-29).
///
/// Found by its shape in free text and in identifiers that people choose. Dates, amounts, case numbers and
/// fingerprints have other shapes and pass; a name has none, and is not seen.
package enum PersonalData: Sendable {
    case emailAddress
    /// An IBAN whose check digits are right.
    case bankAccount
    /// A Dutch number of ten digits, or one behind a country code.
    case telephoneNumber
    /// Nine digits: a citizen service number (BSN) or RSIN. Where they could be an amount too, the eleven test decides.
    case citizenServiceNumber
    /// Eight digits that are no date: the shape of a KvK number.
    case kvkNumber

    /// The first that `text` holds.
    package init?(in text: String) {
        let text = PlainText(text)
        if text.holdsEmailAddress {
            self = .emailAddress
        } else if text.digitCount < 8 {
            return nil
        } else if text.holdsBankAccount {
            self = .bankAccount
        } else if let number = text.numbers.lazy.compactMap(\.personalData).first {
            self = number
        } else {
            return nil
        }
    }

    /// What it is, with its article.
    package var description: Phrase {
        switch self {
        case .emailAddress: Phrase(nl: "een e-mailadres", en: "an e-mail address")
        case .bankAccount: Phrase(nl: "een rekeningnummer (IBAN)", en: "a bank account number (IBAN)")
        case .telephoneNumber: Phrase(nl: "een telefoonnummer", en: "a telephone number")
        case .citizenServiceNumber:
            Phrase(
                nl: "een nummer van negen cijfers, zoals een burgerservicenummer",
                en: "a number of nine digits, such as a citizen service number")
        case .kvkNumber:
            Phrase(
                nl: "een nummer van acht cijfers, zoals een KvK-nummer",
                en: "a number of eight digits, such as a KvK number")
        }
    }
}
