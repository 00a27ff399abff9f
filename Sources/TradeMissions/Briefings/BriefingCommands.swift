package import EventSourcing

extension Briefing {
    package static let commands: [any Command.Type] = [
        Plan.self, InviteSpeaker.self, Hold.self, RecordAttendance.self, BriefIndividually.self, AddressConcern.self,
        IssueRiskWarning.self, RemindOfRemedy.self, Correct.self, Cancel.self,
    ]

    static let roles: [Role] = [.missionManager, .imvoAdviser, .postOfficer]

    package struct Plan: Command {
        package let briefing: BriefingID
        package let missions: [MissionID]
        package let date: CivilDate
        package let mode: Mode

        package static let definition = CommandDefinition(
            "briefing.plan", nl: "Een voorlichting plannen", en: "Plan a briefing",
            roles: roles, rules: [.unused, .known, .complete, .inv23, .lifecycle])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            try records.unused(briefing)
            let missions = missions.withoutRepeats
            try Rule.complete.require(
                !missions.isEmpty,
                Phrase(
                    nl: "\(briefing.text) noemt geen missie waarvoor zij dient",
                    en: "\(briefing.text) names no mission that it serves"))
            _ = try records.current(missions)
            var emissions = [briefing.event(.planned(Planned(missions: missions, date: date, mode: mode)))]
            for id in missions {
                emissions += try records.missionAhead(id).link(briefing.stream, to: id)
            }
            return Decision(emissions)
        }
    }

    /// Invites someone to speak: an organisation, an officer or a post.
    ///
    /// Civil society may be among them and need not be (R8).
    package struct InviteSpeaker: Command {
        package let briefing: BriefingID
        package let organisation: OrganisationID?
        package let officer: OfficerID?
        package let post: String?

        package static let definition = CommandDefinition(
            "briefing.invite-speaker", nl: "Een spreker voor een voorlichting uitnodigen",
            en: "Invite a speaker to a briefing",
            roles: roles, rules: [.known, .complete, .lifecycle])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(briefing)
            let named = [organisation?.text, officer?.text, post].compactMap { $0 }.filter { !$0.isBlank }
            try Rule.complete.require(
                named.count == 1,
                Phrase(
                    nl: "een spreker is één organisatie, één functionaris of één post",
                    en: "a speaker is one organisation, one officer or one post"))
            let speakers = try records.speakers(
                organisations: organisation.map { [$0] } ?? [], officers: officer.map { [$0] } ?? [],
                posts: post.map { [$0] } ?? [])
            try subject.requireStage([.planned], briefing)
            return Decision(
                speakers.filter { !subject.invitedSpeakers.contains($0) }.map { speaker in
                    briefing.event(.speakerInvited(SpeakerInvited(missions: subject.missions, speaker: speaker)))
                })
        }
    }

    /// Records that a planned briefing was held, on which topics, and who spoke.
    package struct Hold: Command {
        package let briefing: BriefingID
        package let date: CivilDate
        package let mode: Mode
        package let topics: [Topic]
        package let organisations: [OrganisationID]
        package let officers: [OfficerID]
        package let posts: [String]

        package static let definition = CommandDefinition(
            "briefing.hold", nl: "Een gehouden voorlichting vastleggen", en: "Record a briefing that was held",
            roles: roles, rules: [.known, .lifecycle, .complete, .inv26, .r8, .inv19],
            optionalLists: ["organisations", "officers", "posts"])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(briefing)
            let topics = try Topic.covered(topics)
            let speakers = try records.speakers(organisations: organisations, officers: officers, posts: posts)
            try act.requireHappened(on: date)
            let held = Held(
                missions: subject.missions, date: date, mode: mode, topics: topics, speakers: speakers)
            guard subject.held != held else { return [] }
            try subject.requireStage([.planned], briefing)
            let missions = try records.current(subject.missions)
            let isRisky = missions.contains { $0.riskLevel?.isElevated ?? false }
            return Decision(
                [briefing.event(.held(held))],
                advisories: [
                    Topic.advisory(on: topics, briefing),
                    Rule.r8.advise(
                        unless: !isRisky || speakers.contains { $0.kind == .civilSociety },
                        Phrase(
                            nl: "bij \(briefing.text) sprak geen maatschappelijke organisatie; dat kan, en hoeft niet",
                            en: "no civil-society organisation spoke at \(briefing.text); one may, and need not")),
                ])
        }
    }
}

extension Briefing.Topic {
    /// These topics once, in the order of R11's list; refuses when there are none.
    static func covered(_ topics: [Briefing.Topic]) throws(Interruption) -> [Briefing.Topic] {
        try Rule.complete.require(
            !topics.isEmpty,
            Phrase(nl: "geen enkel behandeld onderwerp is genoemd", en: "not one topic that was covered is named"))
        return allCases.filter(topics.contains)
    }

    /// Says which topics of R11 this briefing left to another; nil when there are none.
    static func advisory(on topics: [Briefing.Topic], _ briefing: BriefingID) -> Advisory? {
        let missing = allCases.filter { !topics.contains($0) }.words
        return Rule.inv19.advise(
            unless: missing.nl.isEmpty,
            Phrase(
                nl: "\(briefing.text) behandelde niet: \(missing.nl)",
                en: "\(briefing.text) did not cover: \(missing.en)"))
    }
}

extension Records {
    /// The speakers, each with the kind that the register gives an organisation.
    fileprivate func speakers(
        organisations: [OrganisationID], officers: [OfficerID], posts: [String]
    ) throws(Interruption) -> [Briefing.Speaker] {
        try requireExisting(organisations)
        try requireExisting(officers)
        try Rule.complete.require(
            !posts.contains(where: \.isBlank),
            Phrase(nl: "een post heeft een naam", en: "a post has a name"))
        var speakers: [Briefing.Speaker] = []
        for (id, organisation) in zip(organisations, try current(organisations)) {
            guard let kind = organisation.entry?.kind else { continue }
            speakers.append(
                Briefing.Speaker(kind: Briefing.SpeakerKind(kind), organisation: id, officer: nil, post: nil))
        }
        speakers += officers.map { Briefing.Speaker(kind: .officer, organisation: nil, officer: $0, post: nil) }
        speakers += posts.map { Briefing.Speaker(kind: .post, organisation: nil, officer: nil, post: $0) }
        return speakers.withoutRepeats
    }
}
