package import EventSourcing
package import TradeMissions

/// The status board: one row for each mission.
package enum Board: ReadModel {
    package struct Row: Codable, Sendable {
        package let mission: MissionID
        package var title = ""
        package var country: CountryID?
        package var stage = Mission.Stage.unknown
        package var from: CivilDate?
        package var until: CivilDate?
        package var closingDate: CivilDate?
        package var hasOfficialSupport = true
        package var preparation: Preparation

        init(_ mission: MissionID) {
            self.mission = mission
            preparation = Preparation(mission)
        }
    }

    package static let name = ProjectionName("board", version: 2)

    package static func reads(_ category: Category) -> Bool {
        switch category {
        case .mission, .participation, .involvement, .briefing, .concern: true
        case .administration, .officer, .person, .country, .company, .organisation, .bmoMeeting, .assessment,
            .measure, .support, .claim, .hold, .retention, .erasure, .disposal:
            false
        }
    }

    package static func keys(of recorded: Recorded<DomainEvent>) -> [String] {
        recorded.event.missions(in: recorded.header.stream).map(\.text)
    }

    package static func apply(_ recorded: Recorded<DomainEvent>, to row: inout Row?, under key: String) {
        if row == nil {
            guard let mission = try? MissionID(text: key) else { return }
            row = Row(mission)
        }
        row?.preparation.apply(recorded)
        if case .mission(let event) = recorded.event { row?.apply(event) }
    }

    /// A mission knows its files: what is decided on it rests on those too.
    package static func sources(of key: String) -> [StreamName]? { (try? MissionID(text: key)).map { [$0.stream] } }

    package static func sources(linkedBy event: DomainEvent) -> [StreamName] {
        if case .mission(.fileLinked(let linked)) = event { [linked.file] } else { [] }
    }
}

extension Board.Row {
    /// How many companies have each status: refused, cancelled, withdrawn and excluded stay apart.
    ///
    /// On a cancelled mission nobody is confirmed or waiting: see ``lapsed``.
    package func count(_ status: Participation.Status) -> Int {
        isLapsed(status) ? 0 : preparation.companies.count { $0.participation.status == status }
    }

    /// The companies that were registered, waiting or confirmed when the mission was cancelled.
    package var lapsed: Int { preparation.companies.count { isLapsed($0.participation.status) } }

    private func isLapsed(_ status: Participation.Status) -> Bool {
        stage == .cancelled && [.registered, .waitlisted, .confirmed].contains(status)
    }

    /// Every company that ever registered.
    package var registered: Int {
        preparation.companies.count { $0.participation.sequence > 0 }
    }

    /// The colour of the gate: whether a blocking item is open, only advice is open, or nothing.
    package var gateColour: GateColour {
        guard stage != .cancelled else { return .notApplicable }
        let open = preparation.gate.filter { $0.status == .open }
        return open.contains(where: \.isBlocking) ? .red : open.isEmpty ? .green : .amber
    }

    fileprivate mutating func apply(_ event: Mission.Event) {
        switch event {
        case .proposed(let proposed):
            stage = .proposed
            title = proposed.title
            country = proposed.country
            from = proposed.period.from
            until = proposed.period.until
        case .planApproved: stage = stage.afterApproval
        case .announced(let announced):
            stage = .announced
            closingDate = announced.closingDate
        case .registrationOpened: stage = .registrationOpen
        case .registrationClosed: stage = .registrationClosed
        case .declaredReady: stage = .ready
        case .readinessLapsed: stage = .preparing
        case .departed: stage = .underway
        case .ended: stage = .ended
        case .debriefHeld: stage = .evaluated
        case .closed: stage = .closed
        case .postponed: stage = .postponed
        case .reopened(let reopened):
            stage = reopened.stage
            from = reopened.period.from
            until = reopened.period.until
        case .cancelled: stage = .cancelled
        case .officialSupportWithdrawn: hasOfficialSupport = false
        case .riskLevelSet, .programmeItemAdded, .programmeItemChanged, .programmeItemRemoved,
            .civilSocietyBriefingDecided, .involvementWaived, .readinessOverridden, .factsheetPublished, .fileLinked:
            break
        }
    }
}

package enum GateColour: String, Choice {
    case red, amber, green
    /// The mission was cancelled: nobody passes the gate any more.
    case notApplicable = "not-applicable"
}
