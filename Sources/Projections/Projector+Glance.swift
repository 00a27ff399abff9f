package import EventSourcing
package import ReadModels

extension Projector {
    /// As ``rows(caughtUpTo:)``, from what a glance found when that reaches far enough.
    package func rows(caughtUpTo end: Int64, knowing glance: ReadModelGlance?) throws(StoreFailure) -> [Model.Row] {
        guard let glance, glance.name == Model.name, glance.standing.position >= end else {
            return try rows(caughtUpTo: end)
        }
        return try decode(glance.rows)
    }
}
