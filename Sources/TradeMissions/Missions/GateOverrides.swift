// How overrides show on the gate (INV-30).
extension Preparation {
    /// The item as its last override leaves it.
    ///
    /// An override passes what was open when it was given. When the item opened anew after that (a concern reopened, a
    /// briefing cancelled), somebody has to look again.
    func withOverride(_ item: GateItem) -> GateItem {
        guard let line = overrides.last(where: { $0.item == item.id }) else { return item }
        let since = item.mark?.position ?? 0
        let passes = item.status == .open && item.isBlocking && line.mark.position > since
        return GateItem(
            id: item.id, rule: item.rule, basis: item.basis, status: passes ? .overridden : item.status,
            isBlocking: item.isBlocking,
            finding: Phrase(
                nl: "\(item.finding.nl); \(passes ? "" : "eerder ")\(line.phrase.nl)",
                en: "\(item.finding.en); \(passes ? "" : "earlier ")\(line.phrase.en)"),
            mark: passes ? line.mark : item.mark, overriddenBy: line.mark.actor)
    }

    /// The overrides of items that the gate no longer has, such as of a company that withdrew.
    func overridesWithoutItem(_ items: [GateItem]) -> [GateItem] {
        let present = Set(items.map(\.id))
        return Set(overrides.map(\.item)).subtracting(present).sorted().compactMap { id in
            guard let line = overrides.last(where: { $0.item == id }), let rule = id.rule else { return nil }
            return GateItem(
                id: id, rule: rule, basis: basis(of: rule), status: .ok, isBlocking: rule.force.canRefuse,
                finding: Phrase(
                    nl: "doet zich niet meer voor; eerder \(line.phrase.nl)",
                    en: "no longer arises; earlier \(line.phrase.en)"),
                mark: line.mark, overriddenBy: line.mark.actor)
        }
    }
}

extension Preparation.OverrideLine {
    fileprivate var phrase: Phrase {
        Phrase(nl: "gepasseerd door \(mark.actor): \(reason)", en: "overridden by \(mark.actor): \(reason)")
    }
}
