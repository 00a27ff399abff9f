// Who prepares a mission neither approves it nor overrides its gate (DOMAIN 2c: preparer ≠ approver).
extension Mission.Event {
    /// Whether whoever records this prepares the mission by it.
    ///
    /// Decisions on what others prepared are left out, and so is what only follows the journey.
    var isPreparation: Bool {
        switch self {
        case .riskLevelSet(let set):
            set.below == nil
        case .proposed, .announced, .registrationOpened, .registrationClosed, .programmeItemAdded,
            .programmeItemChanged, .programmeItemRemoved, .civilSocietyBriefingDecided, .involvementWaived:
            true
        case .planApproved, .readinessOverridden, .declaredReady, .readinessLapsed, .departed, .ended, .debriefHeld,
            .factsheetPublished, .closed, .postponed, .reopened, .cancelled, .officialSupportWithdrawn, .fileLinked:
            false
        }
    }
}

extension Mission {
    /// Refuses by ``Rule/inv7`` who prepared the mission.
    func requireOtherThanPreparers(_ act: Act, _ id: MissionID) throws(Interruption) {
        try Rule.inv7.require(
            !preparers.contains(act.actor.text),
            Phrase(
                nl: "\(act.actor.text) bereidde \(id.text) zelf voor",
                en: "\(act.actor.text) took part in preparing \(id.text)"),
            remedy: Phrase(
                nl: "Laat een goedkeurder handelen die de missie niet mee voorbereidde.",
                en: "Have an approver act who took no part in preparing the mission."))
    }

    /// Refuses by ``Rule/inv30`` who prepared the mission, or recorded what the item is open about: the risk that asks
    /// for the effort, the concern's link, the company's confirmation or absence.
    func requireSecondOfficer(_ act: Act, overriding item: GateItem, _ id: MissionID) throws(Interruption) {
        try Rule.inv30.require(
            !preparers.contains(act.actor.text),
            Phrase(
                nl: "\(act.actor.text) bereidde \(id.text) zelf voor",
                en: "\(act.actor.text) took part in preparing \(id.text)"))
        try Rule.inv30.require(
            item.mark?.actor != act.actor.text,
            Phrase(
                nl: "\(act.actor.text) legde zelf vast waardoor \(item.id.text) openstaat",
                en: "\(act.actor.text) recorded what \(item.id.text) is open about"))
    }
}
