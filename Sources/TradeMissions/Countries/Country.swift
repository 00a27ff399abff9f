package import EventSourcing

/// A country as seen from human-rights risk: its profiles and the sources that were consulted.
///
/// A risk level is information. It cancels no mission and blocks no company (R16); what follows from it is decided
/// elsewhere, by a person.
package struct Country: Aggregate {
    /// A profile as it was published.
    package struct Profile: Codable, Sendable {
        package let published: ProfilePublished
        /// The version of the country's stream at its publication.
        package let version: Int64
        /// When it was published, and by whom.
        package let mark: Preparation.Mark

        package var level: RiskLevel { published.level }
    }

    /// In the order in which they were published.
    package private(set) var profiles: [Profile] = []
    package private(set) var consultedSources: [RiskSource] = []
    /// Who recorded each source, by its address.
    package private(set) var consultedBy: [WebAddress: Set<String>] = [:]

    package static let hasSnapshots = false

    package init() {}

    /// The profile that holds on `date`: of those valid by then the one that starts last, and the later publication
    /// when two start on one day.
    package func profile(on date: CivilDate) -> Profile? {
        var holding: Profile?
        for profile in profiles where profile.published.validFrom <= date {
            if holding.map({ $0.published.validFrom <= profile.published.validFrom }) ?? true { holding = profile }
        }
        return holding
    }

    /// Of the profiles that hold on these dates the one with the highest level, the first of equals.
    package func highestProfile(on dates: [CivilDate]) -> Profile? {
        var highest: Profile?
        for profile in dates.compactMap(profile(on:)) where highest.map({ $0.level < profile.level }) ?? true {
            highest = profile
        }
        return highest
    }

    package mutating func apply(_ event: Event, _ header: EventHeader) {
        switch event {
        case .profilePublished(let published):
            profiles.append(Profile(published: published, version: header.version, mark: Preparation.Mark(header)))
        case .sourceConsulted(let source):
            consultedSources.append(source)
            consultedBy[source.url, default: []].insert(header.actor)
        }
    }
}
