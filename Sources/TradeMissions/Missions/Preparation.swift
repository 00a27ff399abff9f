package import EventSourcing

/// Everything the readiness gate of one mission rests on, folded from the events of all its streams.
///
/// The decision to declare a mission ready, the `gate` question and the board all use this one fold.
package struct Preparation: Codable, Sendable {
    package struct CompanyLine: Codable, Sendable {
        package let company: CompanyID
        package var participation = Participation()
        /// The briefings for this mission that the company attended, as recorded.
        package var attended: [BriefingID] = []
        package var briefedIndividually: Mark?
        /// Since when it has to be informed: it was confirmed, or what it had attended fell away.
        package var informationDue: Mark?
    }

    package struct ConcernLine: Codable, Sendable {
        package let concern: ConcernID
        /// Where it was addressed; nil when it was not.
        package var briefing: BriefingID?
        package var reasonNotAddressed: String?
        package var mark: Mark
    }

    package struct InvitationLine: Codable, Sendable {
        package let organisation: OrganisationID
        package let kind: InvitedKind
        package let purpose: Involvement.Purpose
        package let mark: Mark
    }

    package struct WaiverLine: Codable, Sendable {
        package let kind: InvitedKind
        package let reason: String
        package let mark: Mark
    }

    package struct BriefingLine: Codable, Sendable {
        package let briefing: BriefingID
        package var topics: [Briefing.Topic]
    }

    package struct OverrideLine: Codable, Sendable {
        package let item: GateItemID
        package let reason: String
        package let mark: Mark
    }

    package struct BelowCountryLine: Codable, Sendable {
        package let countryLevel: RiskLevel
        package let reason: String
        package let mark: Mark
    }

    /// When something was so, and who recorded it.
    package struct Mark: Codable, Sendable, Hashable {
        package let at: Timestamp
        package let actor: String
        /// The place in the log: what was recorded first, whatever the moment it speaks of.
        package let position: Int64

        init(_ header: EventHeader) {
            (at, actor, position) = (header.occurredAt, header.actor, header.position)
        }
    }

    package let mission: MissionID
    package private(set) var country: CountryID?
    package private(set) var riskLevel: RiskLevel?
    /// By whom and why the risk was set below the country's, if it was.
    package private(set) var riskBelowCountry: BelowCountryLine?
    /// Since when the risk has been elevated.
    package private(set) var riskElevated: Mark?
    package private(set) var companies: [CompanyLine] = []
    package private(set) var concerns: [ConcernLine] = []
    package private(set) var invitations: [InvitationLine] = []
    package private(set) var waivers: [WaiverLine] = []
    /// The briefings for this mission that were held and not cancelled.
    package private(set) var heldBriefings: [BriefingLine] = []
    package private(set) var overrides: [OverrideLine] = []
    /// When it was recorded whether civil society is involved in the briefings (R8), in words or by involving it.
    package private(set) var civilSocietyBriefing: Mark?

    package init(_ mission: MissionID) {
        self.mission = mission
    }

    /// The preparation of a mission as recorded, from every stream that belongs to it.
    package static func of(
        _ id: MissionID, _ mission: Mission, in records: Records
    ) throws(Interruption) -> Preparation {
        var preparation = Preparation(id)
        for recorded in try records.history(of: [id.stream] + mission.files.sorted()) {
            preparation.apply(recorded)
        }
        return preparation
    }

    /// Takes in one event; those that do not concern this mission's readiness change nothing.
    package mutating func apply(_ recorded: Recorded<DomainEvent>) {
        let mark = Mark(recorded.header)
        switch recorded.event {
        case .mission(let event): apply(event, mark)
        case .participation(let event): apply(event, recorded.header, mark)
        case .briefing(let event): apply(event, recorded.header, mark)
        case .concern(let event): apply(event, recorded.header, mark)
        case .involvement(let event): apply(event, recorded.header, mark)
        case .administration, .officer, .person, .country, .company, .organisation, .bmoMeeting, .assessment,
            .measure, .support, .claim, .hold, .retention, .erasure, .disposal:
            break
        }
    }
}

extension Preparation {
    private mutating func apply(_ event: Mission.Event, _ mark: Mark) {
        switch event {
        case .proposed(let proposed): country = proposed.country
        case .riskLevelSet(let set):
            riskElevated = set.level.isElevated ? riskElevated ?? mark : nil
            riskLevel = set.level
            riskBelowCountry = set.below.map {
                BelowCountryLine(countryLevel: $0.level, reason: $0.reason, mark: mark)
            }
        case .involvementWaived(let waived):
            waivers.append(WaiverLine(kind: waived.kind, reason: waived.reason, mark: mark))
        case .civilSocietyBriefingDecided: civilSocietyBriefing = mark
        case .readinessOverridden(let overridden):
            overrides.append(OverrideLine(item: overridden.item, reason: overridden.reason, mark: mark))
        case .planApproved, .announced, .registrationOpened, .registrationClosed, .programmeItemAdded,
            .programmeItemChanged, .programmeItemRemoved, .declaredReady, .readinessLapsed, .departed, .ended,
            .debriefHeld, .factsheetPublished, .closed, .postponed, .reopened, .cancelled,
            .officialSupportWithdrawn, .fileLinked:
            break
        }
    }

    private mutating func apply(_ event: Participation.Event, _ header: EventHeader, _ mark: Mark) {
        guard let id = try? ParticipationID(text: header.stream.text), id.mission == mission else { return }
        updateCompany(id.party) { line in
            let was = line.participation.status
            line.participation.apply(event, header)
            if line.participation.status == .confirmed, was != .confirmed { line.informationDue = mark }
        }
    }

    private mutating func apply(_ event: Briefing.Event, _ header: EventHeader, _ mark: Mark) {
        guard let id = try? BriefingID(text: header.stream.text) else { return }
        switch event {
        case .held(let held) where held.missions.contains(mission):
            heldBriefings.append(BriefingLine(briefing: id, topics: held.topics))
            noteCivilSociety(among: held.speakers, mark)
        case .speakerInvited(let invited) where invited.missions.contains(mission):
            noteCivilSociety(among: [invited.speaker], mark)
        case .attended(let attended) where attended.missions.contains(mission):
            setAttendance(of: attended.company, at: id, true, mark)
        case .absent(let absent) where absent.missions.contains(mission):
            setAttendance(of: absent.company, at: id, false, mark)
        case .briefedIndividually(let briefed) where briefed.missions.contains(mission):
            updateCompany(briefed.company) { $0.briefedIndividually = mark }
        case .corrected(let corrected) where corrected.missions.contains(mission):
            for index in heldBriefings.indices where heldBriefings[index].briefing == id {
                heldBriefings[index].topics = corrected.topics
            }
            for company in corrected.attended { setAttendance(of: company, at: id, true, mark) }
            for company in corrected.absent { setAttendance(of: company, at: id, false, mark) }
        case .cancelled(let cancelled) where cancelled.missions.contains(mission):
            heldBriefings.removeAll { $0.briefing == id }
            for company in companies.map(\.company) { setAttendance(of: company, at: id, false, mark) }
        case .planned, .concernAddressed, .riskWarningIssued, .remedyReminderGiven:
            break
        case .held, .speakerInvited, .attended, .absent, .briefedIndividually, .corrected, .cancelled:
            break  // for another mission
        }
    }

    private mutating func apply(_ event: Concern.Event, _ header: EventHeader, _ mark: Mark) {
        guard let id = try? ConcernID(text: header.stream.text) else { return }
        func reopen() {
            updateConcern(id, mark) { line in
                line.briefing = nil
                line.reasonNotAddressed = nil
            }
        }
        switch event {
        case .linked(let linked) where linked.mission == mission: reopen()
        case .addressed(let addressed) where addressed.mission == mission:
            updateConcern(id, mark) { $0.briefing = addressed.briefing }
        case .notAddressed(let declined) where declined.mission == mission:
            updateConcern(id, mark) { $0.reasonNotAddressed = declined.reason }
        case .fellBack(let fallen) where fallen.mission == mission: reopen()
        case .reopened(let reopened) where reopened.missions.contains(mission): reopen()
        case .raised, .assigned, .responseGiven, .closed: break
        case .linked, .addressed, .notAddressed, .fellBack, .reopened: break  // for another mission
        }
    }

    private mutating func apply(_ event: Involvement.Event, _ header: EventHeader, _ mark: Mark) {
        guard let id = try? InvolvementID(text: header.stream.text), id.mission == mission else { return }
        switch event {
        case .invited(let invited):
            invitations.append(
                InvitationLine(organisation: id.party, kind: invited.kind, purpose: invited.purpose, mark: mark))
            if invited.purpose == .briefing, invited.kind == .civilSociety {
                civilSocietyBriefing = civilSocietyBriefing ?? mark
            }
        case .accepted, .declined, .tookPart, .didNotShow, .inputReceived:
            break  // R7 asks for the effort, not for the reply or the presence
        }
    }

    private mutating func noteCivilSociety(among speakers: [Briefing.Speaker], _ mark: Mark) {
        guard speakers.contains(where: { $0.kind == .civilSociety }) else { return }
        civilSocietyBriefing = civilSocietyBriefing ?? mark
    }

    private mutating func setAttendance(
        of company: CompanyID, at briefing: BriefingID, _ attended: Bool, _ mark: Mark
    ) {
        updateCompany(company) { line in
            if !attended, line.attended.contains(briefing) { line.informationDue = mark }
            line.attended.removeAll { $0 == briefing }
            if attended { line.attended.append(briefing) }
        }
    }

    private mutating func updateCompany(_ company: CompanyID, _ change: (inout CompanyLine) -> Void) {
        if let index = companies.firstIndex(where: { $0.company == company }) {
            change(&companies[index])
        } else {
            var line = CompanyLine(company: company)
            change(&line)
            companies.append(line)
        }
    }

    private mutating func updateConcern(_ concern: ConcernID, _ mark: Mark, _ change: (inout ConcernLine) -> Void) {
        var line = ConcernLine(concern: concern, mark: mark)
        if let index = concerns.firstIndex(where: { $0.concern == concern }) {
            line = concerns.remove(at: index)
        }
        change(&line)
        line.mark = mark
        concerns.append(line)
        concerns.sort { $0.concern < $1.concern }
    }
}
