import CanonicalJSON
import EventSourcing
package import TradeMissions

extension Decision {
    /// Refuses by ``Rule/erasure`` a decision that would name somebody whose data were erased.
    ///
    /// Whom its events name is found by the bytes that are to be stored, whatever their fields: no command can forget it.
    package func requireNoneErased(_ records: Records) throws(Interruption) {
        let namings = namings(records)
        guard !namings.isEmpty else { return }
        try records.requireNamable(namings)
    }

    /// Whom the events name, and where; without those whom the name of a file that has begun names already.
    ///
    /// What accounts for erasing and destroying names those whose data are gone.
    private func namings(_ records: Records) -> [Naming] {
        var namings: [Naming] = []
        for emission in emissions where !emission.event.onlyTakesBack {
            guard let category = Category(of: emission.stream),
                ![.retention, .erasure, .disposal].contains(category)
            else { continue }
            let own = SubjectMentions.subjects(inNameOf: emission.stream)
            let hasBegun = records.hasBegun(emission.stream)
            // One that has no canonical form is refused by whoever stores it.
            let data = (try? CanonicalEncoder().encode(emission.event.message.payload)) ?? []
            var named = emission.event.subjectsHeld ?? SubjectMentions.subjects(in: data)
            if category.isRegistered {
                if hasBegun { named.formUnion(own) } else { named.subtract(own) }
            } else {
                if hasBegun { named.subtract(own) } else { named.formUnion(own) }
            }
            for subject in named.sorted() {
                let naming = Naming(subject, on: emission.stream)
                if !namings.contains(naming) { namings.append(naming) }
            }
        }
        return namings
    }
}
