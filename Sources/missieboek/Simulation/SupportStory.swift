import CanonicalJSON
import EventSourcing
import TradeMissions

// Support of a company, to the cent: granted, advanced, determined, and now and then reclaimed.
extension MissionStory {
    /// Once in four missions, a subsidy for a company of the mission.
    ///
    /// It has its own calendar beside the mission's.
    mutating func support(_ company: CompanyID, from date: CivilDate) throws {
        guard script.chance.once(in: 4) else { return }
        let mission = script.today
        script.go(to: date)
        try grantSupport(to: company)
        script.go(to: mission)
    }

    private mutating func grantSupport(to company: CompanyID) throws {
        let support = SupportID(local: mission.local)
        let (supporter, decider, payer) = (world.cast.supporter, world.cast.decider, world.cast.payer)
        let amount = script.chance.number(10_000_00...90_000_00)
        let isRisky = destination.level == .high
        func giveOn(_ command: String, by officer: OfficerID, _ data: Node) throws {
            try script.give(command, by: officer, adding("support", .of(support), to: data))
        }
        try giveOn(
            "support.apply", by: supporter,
            [
                "company": .of(company), "kind": .of(SupportKind.subsidy), "instrument": "voorbeeldregeling 2026",
                "activities": .string("haalbaarheid-\(destination.city)"), "description": "haalbaarheidsstudie",
                "country": .of(destination.country), "from": .of(script.today),
                "until": .of(script.today.adding(days: 365)), "amount": .number("\(amount)"), "isLarge": false,
                "isRisky": .bool(isRisky), "reason": "naar het risico van het land",
            ])
        script.pass(days: 2...5)
        try giveOn(
            "support.screen", by: supporter,
            [
                "category": .of(script.chance.pick([EsCategory.limited, .minimal])), "policy": "RVO-IMVO-2026",
                "isLarge": false, "isRisky": .bool(isRisky), "reason": "bevestigd na toets",
            ])
        if isRisky {
            try giveOn(
                "support.require-monitoring", by: supporter,
                [
                    "plan": "halfjaarlijks bezoek", "partner": "RVO",
                    "dueDates": .all([script.today.adding(days: 120), script.today.adding(days: 300)]),
                ])
        }
        if script.chance.once(in: 8) {
            try giveOn("support.reject", by: decider, ["reason": "het budget is uitgeput"])
            return
        }
        try giveOn(
            "support.grant", by: decider,
            ["amount": .number("\(amount)"), "obligations": ["zes stappen toepassen"], "conditions": "V-2026"])
        script.pass(days: 3...6)
        let advance = amount / 2
        try giveOn("support.pay-advance", by: payer, ["amount": .number("\(advance)")])
        script.pass(days: 20...40)

        let determined = script.chance.once(in: 3) ? amount / 4 : amount
        let determination: Node = ["amount": .number("\(determined)"), "notifiedOn": .of(script.today)]
        try giveOn(
            "support.determine", by: decider,
            determined == amount
                ? adding("reason", "volgens de verlening", to: determination)
                : adding(
                    "ground", .of(SubsidyGround.lowerDetermination46a),
                    to: adding("reason", "een deel van de activiteiten ging niet door", to: determination)))
        if determined > advance {
            try giveOn("support.pay-balance", by: payer, ["amount": .number("\(determined - advance)")])
        } else {
            try reclaim(advance - determined, of: support)
        }
    }

    private mutating func reclaim(_ amount: Int, of support: SupportID) throws {
        let claim = ClaimID(local: support.local)
        let payer = world.cast.payer
        func giveOn(_ command: String, by officer: OfficerID, _ data: Node) throws {
            try script.give(command, by: officer, adding("claim", .of(claim), to: data))
        }
        try giveOn(
            "support.reclaim", by: world.cast.decider,
            [
                "support": .of(support), "amount": .number("\(amount)"), "basis": .of(ReclaimBasis.undueAdvance),
                "notifiedOn": .of(script.today), "reason": "er is meer bevoorschot dan vastgesteld",
            ])
        let first = amount / 3
        script.pass(days: 10...20)
        try giveOn("claim.record-receipt", by: payer, ["amount": .number("\(first)")])
        if script.chance.once(in: 3) {
            script.pass(days: 50...55)
            try giveOn("claim.send-reminder", by: payer, ["warnsOfCosts": true])
        }
        script.pass(days: 3...8)
        try giveOn("claim.record-receipt", by: payer, ["amount": .number("\(amount - first)")])
        try giveOn("claim.settle", by: world.cast.supporter, [:])
    }
}
