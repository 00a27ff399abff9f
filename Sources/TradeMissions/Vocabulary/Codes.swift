extension RawRepresentable where RawValue == String {
    /// The code of a value of a closed list in reports for programs: its English name, in words joined by hyphens.
    ///
    /// Commands and events keep the word that the value is stored under, which the field has in Dutch more often than
    /// not. A test holds every code against a list that is never changed.
    package var code: String { "\(self)".kebabCased }
}

extension String {
    /// `closingDate` as `closing-date`.
    package var kebabCased: String {
        var words = ""
        for character in self {
            if character.isUppercase { words += "-" }
            words += character.lowercased()
        }
        return words
    }
}
