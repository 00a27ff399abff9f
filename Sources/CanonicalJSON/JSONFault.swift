/// Why bytes are not a document that we accept, and where.
package struct JSONFault: Error, Hashable, Sendable, CustomStringConvertible {
    package let reason: Reason
    /// Bytes before the fault: 0 is the first byte.
    package let offset: Int
    /// The value that was being read.
    package let path: JSONPath

    package init(reason: Reason, offset: Int, path: JSONPath) {
        self.reason = reason
        self.offset = offset
        self.path = path
    }

    package var english: String { "\(reason.english), at byte \(offset) (\(path.text))" }
    package var dutch: String { "\(reason.dutch), bij byte \(offset) (\(path.text))" }
    package var description: String { english }

    package enum Reason: Hashable, Sendable {
        case notUTF8
        /// U+FEFF in front of the document. The caller may strip it.
        case byteOrderMark
        /// A byte below 0x20 that is written as itself.
        case controlCharacter
        case valueExpected
        case keyExpected
        case colonExpected
        case commaOrBracketExpected
        case commaOrBraceExpected
        case trailingComma
        case duplicateKey
        case keyNotASCII
        case invalidEscape
        /// Half of a pair of `\uD800`…`\uDFFF`.
        case loneSurrogate
        /// `\u0000`, which PostgreSQL cannot hold in a text.
        case nul
        case invalidNumber
        /// Something follows the one value that a document is.
        case trailingText
        case tooDeep(limit: Int)
        case tooLarge(limit: Int)
        /// The bytes end before the value does.
        case truncated
    }
}

// These texts hold nothing of the input, so that they are safe on any terminal.
extension JSONFault.Reason {
    package var english: String {
        switch self {
        case .notUTF8: "the text is not valid UTF-8"
        case .byteOrderMark: "the document starts with a byte-order mark"
        case .controlCharacter: "a control character must be written as an escape, such as \\n"
        case .valueExpected: "a value was expected"
        case .keyExpected: "a field name in double quotes was expected"
        case .colonExpected: "a colon was expected after the field name"
        case .commaOrBracketExpected: "a comma or ] was expected"
        case .commaOrBraceExpected: "a comma or } was expected"
        case .trailingComma: "there is a comma after the last element"
        case .duplicateKey: "this field occurs twice"
        case .keyNotASCII: "a field name may hold ASCII characters only"
        case .invalidEscape: "this is not an escape that JSON knows"
        case .loneSurrogate: "this is half of a surrogate pair"
        case .nul: "the character U+0000 is not accepted"
        case .invalidNumber: "this is not a number in JSON"
        case .trailingText: "there is text after the end of the value"
        case .tooDeep(let limit): "lists and objects are nested more than \(limit) deep"
        case .tooLarge(let limit): "the document is larger than \(limit) bytes"
        case .truncated: "the document ends too early"
        }
    }

    package var dutch: String {
        switch self {
        case .notUTF8: "de tekst is geen geldige UTF-8"
        case .byteOrderMark: "het document begint met een byte-order mark"
        case .controlCharacter: "een stuurteken moet als escape worden geschreven, zoals \\n"
        case .valueExpected: "hier hoort een waarde te staan"
        case .keyExpected: "hier hoort een veldnaam tussen dubbele aanhalingstekens te staan"
        case .colonExpected: "na de veldnaam hoort een dubbele punt te staan"
        case .commaOrBracketExpected: "hier hoort een komma of ] te staan"
        case .commaOrBraceExpected: "hier hoort een komma of } te staan"
        case .trailingComma: "er staat een komma na het laatste element"
        case .duplicateKey: "dit veld komt twee keer voor"
        case .keyNotASCII: "een veldnaam mag alleen ASCII-tekens bevatten"
        case .invalidEscape: "deze escape bestaat niet in JSON"
        case .loneSurrogate: "dit is een half surrogaatpaar"
        case .nul: "het teken U+0000 wordt niet aanvaard"
        case .invalidNumber: "dit is geen getal in JSON"
        case .trailingText: "er staat tekst na het einde van de waarde"
        case .tooDeep(let limit): "lijsten en objecten zijn meer dan \(limit) diep genest"
        case .tooLarge(let limit): "het document is groter dan \(limit) bytes"
        case .truncated: "het document breekt te vroeg af"
        }
    }
}
