// Who prepares a mission neither approves it nor overrides its gate (DOMAIN 2c: preparer ≠ approver).
extension Mission.Event {
    /// How whoever records this prepares the mission by it.
    ///
    /// Decisions on what others prepared are left out, and so is what only follows the journey.
    var deed: SegregationOfDuties.Deed? {
        switch self {
        case .riskLevelSet(let set):
            set.below == nil ? .preparing(nl: "bepaalde het risico", en: "assessed the risk") : nil
        case .proposed: .preparing(nl: "stelde de missie voor", en: "proposed the mission")
        case .announced, .registrationOpened, .registrationClosed:
            .preparing(nl: "regelde de inschrijving", en: "ran the registration")
        case .programmeItemAdded, .programmeItemChanged, .programmeItemRemoved:
            .preparing(nl: "maakte het programma", en: "made the programme")
        case .civilSocietyBriefingDecided, .involvementWaived:
            .preparing(nl: "bepaalde wie erbij betrokken wordt", en: "settled who is involved")
        case .planApproved, .readinessOverridden, .declaredReady, .readinessLapsed, .departed, .ended, .debriefHeld,
            .factsheetPublished, .closed, .postponed, .reopened, .cancelled, .officialSupportWithdrawn, .fileLinked:
            nil
        }
    }
}

extension Mission {
    /// Refuses by ``Rule/inv30`` who prepared the mission, or recorded what the item is open about: the risk that asks
    /// for the effort, the concern's link, the company's confirmation or absence.
    func requireSecondOfficer(
        _ act: Act, overriding item: GateItem, _ id: MissionID, _ records: Records
    ) throws(Interruption) {
        try duties.requireFree(act, for: .deciding, on: id, by: .inv30, records)
        let recorders = try act.accounts(among: [item.mark?.actor].compactMap(\.self), records)
        try Rule.inv30.require(
            recorders.isEmpty,
            Phrase(
                nl: "\(act.actor.text) legde zelf vast waardoor \(item.id.text) openstaat",
                en: "\(act.actor.text) recorded what \(item.id.text) is open about"))
    }
}
