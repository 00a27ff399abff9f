package import EventSourcing
import PostgresClient

extension PostgresEventStore {
    /// What a question needs to know first, with the check of the schema, in one round trip.
    ///
    /// Nil unless all of it was found and the schema is this program's: ``schemaStanding()`` then tells why.
    package func glance(at model: ProjectionName?) -> Glance? {
        try? reading { (connection) throws(PostgresError) in
            guard let model else {
                let (fingerprint, reach) = try connection.pipeline(CurrentFingerprint(), ReachAndScope())
                guard Self.isCurrent(fingerprint) else { return nil }
                let found = try reach.one
                return Glance(reach: found.reach, model: nil, isScoped: found.isScoped)
            }
            let (fingerprint, reach, standings, parts) = try connection.pipeline(
                CurrentFingerprint(), ReachAndScope(), ProjectionStandings(model: model),
                ReadModelContents(model: model))
            guard Self.isCurrent(fingerprint) else { return nil }
            let standing = standings.rows.first ?? ProjectionStanding(position: 0, isClaimed: false)
            let contents = ProjectionContents(parts.rows)
            let found = try reach.one
            return Glance(
                reach: found.reach, model: ReadModelGlance(of: model, standing: standing, contents: contents),
                isScoped: found.isScoped)
        }
    }

    private static func isCurrent(_ fingerprint: Reply<CurrentFingerprint>) -> Bool {
        fingerprint.rows.first == SchemaMigrator().fingerprint
    }
}
