package import EventSourcing

/// A country as seen from human-rights risk: its profiles and the sources that were consulted.
///
/// A risk level is information. It cancels no mission and blocks no company (R16); what follows from it is decided
/// elsewhere, by a person.
package struct Country: Aggregate {
    /// In the order in which they were published.
    package private(set) var profiles: [ProfilePublished] = []
    package private(set) var consultedSources: [RiskSource] = []
    /// The version of this stream at the last publication; what a mission's risk level refers to.
    package private(set) var profileVersion: Int64 = 0

    package init() {}

    /// The profile that holds on `date`: of those valid by then the one that starts last, and the later publication
    /// when two start on one day.
    package func profile(on date: CivilDate) -> ProfilePublished? {
        var holding: ProfilePublished?
        for profile in profiles where profile.validFrom <= date {
            if holding.map({ $0.validFrom <= profile.validFrom }) ?? true { holding = profile }
        }
        return holding
    }

    package mutating func apply(_ event: Event, _ header: EventHeader) {
        switch event {
        case .profilePublished(let published):
            profiles.append(published)
            profileVersion = header.version
        case .sourceConsulted(let source):
            consultedSources.append(source)
        }
    }
}
