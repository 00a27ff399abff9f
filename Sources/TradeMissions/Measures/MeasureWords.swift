import EventSourcing

/// How the company gives its view: its own choice (Awb 4:9).
package enum ViewMode: String, Choice {
    case written = "schriftelijk"
    case oral = "mondeling"
}

/// The provisions under which a hearing may be left out.
package enum HearingException: String, Choice {
    /// Urgency, heard before without new facts, or a purpose that would be defeated.
    case urgent = "4:11"
    /// A financial decision that can be undone in full after an objection; not for withdrawal of a subsidy.
    case financial = "4:12"
}

/// What a legal adviser makes of the intended measure.
package enum AdvicePosition: String, Choice {
    case favourable = "positief"
    case conditional = "voorwaardelijk"
    case unfavourable = "negatief"
}

/// How a decision reached the company (Awb 3:41).
package enum NotificationChannel: String, Choice {
    case registeredLetter = "aangetekend"
    case letter = "brief"
    case handed = "uitgereikt"
    case electronic = "elektronisch"
}

package enum RevocationGround: String, Choice {
    case objectionUpheld = "objection-upheld"
    case groundLapsed = "ground-lapsed"
    case court
}

/// What a review on request came to.
///
/// Revoking is a decision of its own.
package enum ReviewOutcome: String, Choice {
    case maintain = "handhaven"
    case revoke = "intrekken"
}
