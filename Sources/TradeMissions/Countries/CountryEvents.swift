package import EventSourcing

extension Country {
    package enum Event: Message {
        case profilePublished(ProfilePublished)
        case sourceConsulted(RiskSource)
    }

    /// What was judged of a country, on which sources.
    package struct ProfilePublished: Hashable, Codable, Sendable {
        package let level: RiskLevel
        package let sources: [RiskSource]
        /// What the country's law says.
        ///
        /// Kept apart from ``enforcement``: the letter finds the one improved and the other in need of attention
        /// (DOMAIN N7).
        package let lawOnPaper: String
        /// How that law is implemented and enforced.
        package let enforcement: String
        package let validFrom: CivilDate
        /// Why it lies below the profile whose place it takes; nil when it does not.
        package let reason: String?

        /// Whether both say the same of the country, for whatever reason.
        package func saysTheSame(as other: ProfilePublished) -> Bool {
            level == other.level && sources == other.sources && lawOnPaper == other.lawOnPaper
                && enforcement == other.enforcement && validFrom == other.validFrom
        }
    }

    /// A page or report as it was read: what is behind an address may change.
    package struct RiskSource: Hashable, Codable, Sendable {
        package let title: String
        package let url: WebAddress
        package let consultedOn: CivilDate
        package let hash: ContentHash
    }
}

extension Country {
    package typealias ID = CountryID
    package static let category = Category.country
    package static func domainEvent(_ event: Event) -> DomainEvent { .country(event) }
}

extension Country.Event {
    package enum Name: String, CaseIterable, Sendable {
        case profilePublished = "CountryRiskProfilePublished"
        case sourceConsulted = "RiskSourceConsulted"
    }

    package var name: Name {
        switch self {
        case .profilePublished: .profilePublished
        case .sourceConsulted: .sourceConsulted
        }
    }

    package var payload: any Encodable & Sendable {
        switch self {
        case .profilePublished(let payload): payload
        case .sourceConsulted(let payload): payload
        }
    }

    package static func decode(_ name: Name, from body: some MessageBody) throws -> Self {
        switch name {
        case .profilePublished: .profilePublished(try body.decode(Country.ProfilePublished.self))
        case .sourceConsulted: .sourceConsulted(try body.decode(Country.RiskSource.self))
        }
    }
}
