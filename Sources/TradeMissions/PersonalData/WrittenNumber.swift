import EventSourcing

/// Digits that stand together in a text: one run, or several with a blank, point, hyphen, slash or bracket between them.
struct WrittenNumber {
    /// The digits of each run.
    let runs: [ArraySlice<UInt8>]
    /// What stands between a run and the next: one less than there are runs.
    let gaps: [ArraySlice<UInt8>]
    let before: ArraySlice<UInt8>
    let after: ArraySlice<UInt8>

    /// What it points to, if anything.
    var personalData: PersonalData? {
        if isBehindCountryCode { return .telephoneNumber }
        // The whole number first: a part of an amount is no number of its own.
        if isAmount { return nil }
        let parts = parts
        if parts.contains(where: \.isTelephoneNumber) { return .telephoneNumber }
        if parts.contains(where: \.isCitizenServiceNumber) { return .citizenServiceNumber }
        return parts.contains(where: \.isKvkNumber) ? .kvkNumber : nil
    }

    /// Whether it is written as in `+31 6 …`, `0031 6 …` or `316…`.
    private var isBehindCountryCode: Bool {
        if before.last == UInt8(ascii: "+") || before.suffix(2).elementsEqual("+(".utf8) {
            return (8...15).contains(digits.count)
        }
        return digits.starts(with: "00".utf8) && (11...15).contains(digits.count) && !digits.starts(with: "000".utf8)
            || digits.starts(with: "316".utf8) && digits.count == 11
    }

    private var isTelephoneNumber: Bool {
        digits.count == 10 && digits.first == UInt8(ascii: "0") && digits[1] != UInt8(ascii: "0")
    }

    private var isCitizenServiceNumber: Bool {
        guard digits.count == 9 else { return false }
        if runs.count == 1 || isNamed { return !isPriced }
        return passesElevenTest && !isCaseNumber && !isPriced && !hasDecimals
    }

    private var isKvkNumber: Bool {
        guard digits.count == 8, !isPriced else { return false }
        if isNamed { return true }
        if runs.count == 1 { return CivilDate(digits: digits) == nil }
        guard runs.count <= 4, !isCaseNumber, !hasDecimals else { return false }
        // As people write it, and not as `26485-412`, a paper of parliament.
        return gaps.allSatisfy { [" ", "."].contains($0.text) }
            || [[4, 4], [2, 2, 2, 2], [2, 6]].contains(runs.map(\.count))
    }

    private var digits: [UInt8] { Array(runs.joined()) }

    /// Thousands with a mark of money; or with points, when the digits do not pass for a citizen service number.
    private var isAmount: Bool {
        guard runs.count > 1, let first = runs.first, first.first != UInt8(ascii: "0"), first.count <= 3,
            runs.dropFirst().allSatisfy({ $0.count == 3 }), Set(gaps.map(\.text)).count == 1,
            [" ", "."].contains(gaps[0].text), !isNamed
        else { return false }
        if isPriced || digits.count > 9 { return true }
        return gaps[0].text == "." && !(digits.count == 9 && passesElevenTest)
    }

    /// Whether it is written as in `1234567.89`.
    private var hasDecimals: Bool { runs.count == 2 && gaps[0].text == "." && runs[1].count == 2 }

    /// Whether it is written as in `2026-00412` or `2026/0412`, or is two years in a row.
    private var isCaseNumber: Bool {
        guard runs.count == 2 else { return false }
        return runs[0].isYear || runs[1].isYear && runs[0].count == 4
    }

    /// The test of the citizen service number: weights nine to two and minus one, and no remainder by eleven.
    private var passesElevenTest: Bool {
        let weighed = zip(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]).map { Int($0 - UInt8(ascii: "0")) * $1 }
        return weighed.reduce(0, +) % 11 == 0 && digits.contains { $0 != UInt8(ascii: "0") }
    }

    /// Whether the text says that it is a number of the kind.
    private var isNamed: Bool {
        let words = before.suffix(40).split { !$0.isLetter }.map {
            String(decoding: $0.map(\.lowercased), as: UTF8.self)
        }
        let name = words.last { !["nr", "no", "nummer", "number", "is", "het"].contains($0) } ?? ""
        return ["kvk", "bsn", "rsin", "sofi", "burgerservice", "handelsregister"].contains { name.hasPrefix($0) }
    }

    /// Whether a currency stands before or after.
    private var isPriced: Bool {
        func word(_ bytes: some Sequence<UInt8>) -> String {
            String(decoding: bytes.map(\.lowercased), as: UTF8.self)
        }
        let nearBefore = before.suffix(12).split { $0 == UInt8(ascii: " ") }.last ?? []
        if nearBefore.last == UInt8(ascii: "$") || ["eur", "euro", "usd", "gbp"].contains(word(nearBefore)) {
            return true
        }
        // Behind `,50` or `,-`.
        let rest = after.prefix(20).drop { ", -".utf8.contains($0) || Ascii.isDigit($0) }
        return rest.first == UInt8(ascii: "$")
            || ["eur", "euro", "usd", "gbp", "dollar", "miljoen", "million"].contains(word(rest.prefix { $0.isLetter }))
    }

    /// Every part that begins and ends at a blank or at an end, and has no more digits than a number that is looked for.
    ///
    /// Without that bound their number would grow with the square of the length, which somebody else decides.
    private var parts: [WrittenNumber] {
        runs.indices.filter { $0 == 0 || isBlank(before: $0) }.flatMap { start in
            var count = 0
            return runs[start...].indices.prefix { end in
                count += runs[end].count
                return count <= Self.mostDigits
            }.filter { $0 == gaps.count || isBlank(before: $0 + 1) }.map { end in
                WrittenNumber(
                    runs: Array(runs[start...end]), gaps: Array(gaps[start..<end]),
                    before: start == 0 ? before : [], after: end == gaps.count ? after : [])
            }
        }
    }

    /// Those of a telephone number within the country.
    private static let mostDigits = 10

    private func isBlank(before run: Int) -> Bool { gaps[run - 1].contains(where: \.isBlankOrBracket) }
}

extension PlainText {
    /// The numbers of the text, in their order, without its dates.
    var numbers: [WrittenNumber] {
        let places = bytes.indices.split { !Ascii.isDigit(bytes[$0]) }.map { $0.startIndex..<$0.endIndex }
        var groups: [[Range<Int>]] = []
        var next = 0
        while next < places.count {
            if let date = lengthOfDate(at: next, in: places) {
                next += date
                groups.append([])
                continue
            }
            let isJoined = next > 0 && isGap(places[next - 1].upperBound..<places[next].lowerBound)
            if isJoined, groups.last?.isEmpty == false {
                groups[groups.count - 1].append(places[next])
            } else {
                groups.append([places[next]])
            }
            next += 1
        }
        return groups.compactMap(number)
    }

    private func number(of places: [Range<Int>]) -> WrittenNumber? {
        guard let first = places.first, let last = places.last else { return nil }
        return WrittenNumber(
            runs: places.map { bytes[$0] },
            gaps: zip(places, places.dropFirst()).map { bytes[$0.upperBound..<$1.lowerBound] },
            before: bytes[..<first.lowerBound], after: bytes[last.upperBound...])
    }

    private func isGap(_ range: Range<Int>) -> Bool {
        range.count <= 3 && bytes[range].allSatisfy { " .-/()".utf8.contains($0) }
    }

    /// Three when a date in three parts begins here, in either order: `2026-03-16`, `16/3/2026`.
    private func lengthOfDate(at index: Int, in places: [Range<Int>]) -> Int? {
        guard index + 2 < places.count else { return nil }
        let parts = places[index...index + 2].map { Array(bytes[$0]) }
        let gaps = [
            bytes[places[index].upperBound..<places[index + 1].lowerBound].text,
            bytes[places[index + 1].upperBound..<places[index + 2].lowerBound].text,
        ]
        guard gaps[0] == gaps[1], ["-", ".", "/"].contains(gaps[0]) else { return nil }
        let ordered = parts[0].count == 4 ? parts : parts.reversed()
        guard ordered[0].count == 4, ordered.dropFirst().allSatisfy({ $0.count <= 2 }) else { return nil }
        let padded = ordered.map { $0.count == 1 ? [UInt8(ascii: "0")] + $0 : $0 }
        return CivilDate(digits: padded.flatMap { $0 }) == nil ? nil : 3
    }
}

extension CivilDate {
    /// The day that is written in eight digits, year first, when it lies about the life of a mission: 1900 to 2099.
    fileprivate init?(digits: [UInt8]) {
        guard digits.count == 8, digits[..<4].isYear else { return nil }
        let text = [digits[..<4], digits[4..<6], digits[6...]].map(\.text).joined(separator: "-")
        guard let date = try? CivilDate(text: text) else { return nil }
        self = date
    }
}

extension ArraySlice<UInt8> {
    fileprivate var text: String { String(decoding: self, as: UTF8.self) }
    fileprivate var isYear: Bool { count == 4 && ["19", "20"].contains(prefix(2).text) }
}

extension UInt8 {
    fileprivate var isBlankOrBracket: Bool { " ()".utf8.contains(self) }
}
