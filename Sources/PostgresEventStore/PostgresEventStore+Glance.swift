package import EventSourcing
import PostgresClient

extension PostgresEventStore {
    /// What a question needs to know first, with the check of the schema, in one round trip.
    ///
    /// Nil unless all of it was found and the schema is this program's: ``schemaStanding()`` then tells why.
    package func glance(at model: ProjectionName?) -> Glance? {
        try? reading { (connection) throws(PostgresError) in
            guard let model else {
                let (fingerprint, reach) = try connection.pipeline(CurrentFingerprint(), CurrentReach())
                return try Self.isCurrent(fingerprint) ? Glance(reach: reach.one, model: nil) : nil
            }
            let (fingerprint, reach, standings, parts) = try connection.pipeline(
                CurrentFingerprint(), CurrentReach(), ProjectionStandings(model: model),
                ReadModelContents(model: model))
            guard Self.isCurrent(fingerprint) else { return nil }
            let standing = standings.rows.first ?? ProjectionStanding(position: 0, isClaimed: false)
            let contents = ProjectionContents(parts.rows)
            return Glance(
                reach: try reach.one, model: ReadModelGlance(of: model, standing: standing, contents: contents))
        }
    }

    private static func isCurrent(_ fingerprint: Reply<CurrentFingerprint>) -> Bool {
        fingerprint.rows.first == SchemaMigrator().fingerprint
    }
}
