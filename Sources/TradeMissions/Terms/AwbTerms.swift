package import EventSourcing

/// A length of time in whole calendar units.
package struct TermLength: Hashable, Sendable {
    package enum Unit: Hashable, Sendable {
        case days, weeks, months, years
    }

    package let count: Int
    package let unit: Unit

    package static func days(_ count: Int) -> TermLength { TermLength(count: count, unit: .days) }
    package static func weeks(_ count: Int) -> TermLength { TermLength(count: count, unit: .weeks) }
    package static func months(_ count: Int) -> TermLength { TermLength(count: count, unit: .months) }
    package static func years(_ count: Int) -> TermLength { TermLength(count: count, unit: .years) }

    /// The last day of a term of this length that starts on the day after `base`.
    ///
    /// A term in months or years ends on the day with the same number as `base`, or on the last day of the month
    /// when there is none.
    package func lastDay(after base: CivilDate) -> CivilDate {
        switch unit {
        case .days: base.adding(days: count)
        case .weeks: base.adding(days: 7 * count)
        case .months: base.adding(months: count)
        case .years: base.adding(years: count)
        }
    }

    /// Whether the Algemene termijnenwet leaves a term of this length alone: more than 90 days, 12 weeks or 3 months,
    /// or one or more years (article 4).
    ///
    /// Twelve weeks exactly is still extended.
    var isBeyondTermsAct: Bool {
        switch unit {
        case .days: count > 90
        case .weeks: count > 12
        case .months: count > 3
        case .years: true
        }
    }

    package var phrase: Phrase {
        let isOne = count == 1
        return switch unit {
        case .days: Phrase(nl: "\(count) \(isOne ? "dag" : "dagen")", en: "\(count) \(isOne ? "day" : "days")")
        case .weeks: Phrase(nl: "\(count) \(isOne ? "week" : "weken")", en: "\(count) \(isOne ? "week" : "weeks")")
        case .months:
            Phrase(nl: "\(count) \(isOne ? "maand" : "maanden")", en: "\(count) \(isOne ? "month" : "months")")
        case .years: Phrase(nl: "\(count) jaar", en: "\(count) \(isOne ? "year" : "years")")
        }
    }
}

/// A term: how long it lasts, and who set it.
package struct Term: Hashable, Sendable {
    /// Only terms set by an act or an order in council fall under the Algemene termijnenwet; those of a letter, a
    /// contract or a ministerial regulation do not, and those of the Union follow a regulation of its own.
    package enum Setting: Hashable, Sendable {
        case statute
        /// By an act of the Union: Regulation (EEC, Euratom) 1182/71, article 3(4), whatever its length.
        case union
        case other
    }

    package let length: TermLength
    package let setting: Setting
    /// The provision, or whatever else it rests on.
    package let source: String

    package init(_ length: TermLength, setBy setting: Setting, source: String) {
        self.length = length
        self.setting = setting
        self.source = source
    }

    /// The last day of the term when it starts on the day after `base`.
    package func end(after base: CivilDate, in calendar: HolidayCalendar = .standard) -> TermEnd {
        let unshifted = length.lastDay(after: base)
        var end = unshifted
        var skipped: [TermEnd.SkippedDay] = []
        let isLengthened =
            switch setting {
            case .statute: !length.isBeyondTermsAct
            case .union: true
            case .other: false
            }
        if isLengthened {
            while let obstacle = calendar.obstacle(on: end) {
                skipped.append(TermEnd.SkippedDay(date: end, because: obstacle))
                end = end.adding(days: 1)
            }
        }
        return TermEnd(term: self, base: base, unshifted: unshifted, skipped: skipped, end: end)
    }
}

/// The last day of a term, with the arithmetic that led to it.
package struct TermEnd: Hashable, Sendable {
    /// A day that the term ran past because it could not end there.
    package struct SkippedDay: Hashable, Sendable {
        package let date: CivilDate
        package let because: Phrase
    }

    package let term: Term
    /// The day of the event; the term starts on the next.
    package let base: CivilDate
    /// The last day before the Algemene termijnenwet, or the regulation on terms of the Union, is applied.
    package let unshifted: CivilDate
    /// The days by which that lengthened the term.
    package let skipped: [SkippedDay]
    /// The days of delay of payment by which the term is lengthened (Awb 4:111).
    package private(set) var delay = 0
    /// The last day of the term.
    package let end: CivilDate

    /// The same limit, later by the days on which payment was delayed after the term began (Awb 4:111).
    package func lengthened(byDelayOf days: Int) -> TermEnd {
        TermEnd(
            term: term, base: base, unshifted: unshifted, skipped: skipped, delay: delay + days,
            end: end.adding(days: days))
    }

    /// Whether the term is over on `date`: its last day itself still counts.
    package func hasPassed(on date: CivilDate) -> Bool { date > end }

    /// The sum in one line, as in `2026-03-16 + 6 weken = 2026-04-27 (Koningsdag) → 2026-04-28 (Awb 6:7)`.
    package var arithmetic: Phrase {
        let length = lengthPhrase
        let source = delay == 0 ? term.source : "\(term.source), 4:111"
        return Phrase(
            nl: "\(base.text) + \(length.nl) = \(steps.map(\.nl).joined(separator: " → ")) (\(source))",
            en: "\(base.text) + \(length.en) = \(steps.map(\.en).joined(separator: " → ")) (\(source))")
    }

    private var lengthPhrase: Phrase {
        let length = term.length.phrase
        guard delay > 0 else { return length }
        let days = TermLength.days(delay).phrase
        return Phrase(nl: "\(length.nl) + \(days.nl) uitstel", en: "\(length.en) + \(days.en) of delay")
    }

    private var steps: [Phrase] {
        skipped.map { day in
            Phrase(nl: "\(day.date.text) (\(day.because.nl))", en: "\(day.date.text) (\(day.because.en))")
        } + [Phrase(nl: end.text, en: end.text)]
    }
}

/// The term for an objection: six weeks from the day after notification (Awb 6:7, 6:8).
package enum ObjectionTerm {
    package static let term = Term(.weeks(6), setBy: .statute, source: "Awb 6:7, 6:8")

    package static func end(notifiedOn date: CivilDate) -> TermEnd { term.end(after: date) }
}

/// The term for a view on an intended decision.
///
/// The Awb asks for the opportunity (4:8) but sets no length: the authority does, so the Algemene termijnenwet does not
/// lengthen it.
package enum ViewTerm {
    package static func end(notifiedOn date: CivilDate, days: Int) -> TermEnd {
        Term(.days(days), setBy: .other, source: "Awb 4:8").end(after: date)
    }
}

/// The term for payment: six weeks after notification of the decision (Awb 4:87).
package enum PaymentTerm {
    package static let term = Term(.weeks(6), setBy: .statute, source: "Awb 4:87")

    package static func end(notifiedOn date: CivilDate) -> TermEnd { term.end(after: date) }
}

/// The term of a reminder to pay: two weeks from the day after it was sent (Awb 4:112).
package enum DunningTerm {
    package static let term = Term(.weeks(2), setBy: .statute, source: "Awb 4:112")

    package static func end(sentOn date: CivilDate) -> TermEnd { term.end(after: date) }
}

/// How long payment of a subsidy may be suspended on serious suspicion: thirteen weeks (Awb 4:56).
package enum SuspensionTerm {
    package static let term = Term(.weeks(13), setBy: .statute, source: "Awb 4:56")

    package static func end(suspendedOn date: CivilDate) -> TermEnd { term.end(after: date) }
}

/// A limit of five years: the last day on which something may still be done.
///
/// Never lengthened.
package enum FiveYearLimit {
    /// Withdrawal of a determination, counted from its notification or from the breach (Awb 4:49).
    package static let withdrawal = Term(.years(5), setBy: .statute, source: "Awb 4:49")
    /// Recovery, counted from the determination or from the breach after it (Awb 4:57).
    package static let recovery = Term(.years(5), setBy: .statute, source: "Awb 4:57")
    /// Prescription of a claim, counted from the end of its payment term (Awb 4:104).
    package static let prescription = Term(.years(5), setBy: .statute, source: "Awb 4:104")

    package static func end(of term: Term = recovery, from date: CivilDate) -> TermEnd { term.end(after: date) }
}

extension CivilDate {
    /// The day with the same number, `months` later; the last day of the month where there is none.
    package func adding(months: Int) -> CivilDate {
        let (years, month0) = (month - 1 + months).quotientAndRemainder(dividingBy: 12)
        let month = month0 + 1
        let day = min(day, CivilDate.length(ofMonth: month, in: year + years))
        guard let date = CivilDate(year: year + years, month: month, day: day) else {
            preconditionFailure("\(text) plus \(months) months lies outside the calendar")
        }
        return date
    }
}
