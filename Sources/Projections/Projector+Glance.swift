package import EventSourcing
package import ReadModels

extension Projector {
    /// As ``contents(caughtUpTo:)``, from what a glance found when that reaches far enough.
    package func contents(
        caughtUpTo end: Int64, knowing glance: ReadModelGlance?
    ) throws(StoreFailure) -> ModelContents<Model.Row> {
        guard let glance, glance.name == Model.name, glance.standing.position >= end else {
            return try contents(caughtUpTo: end)
        }
        return try decode(glance.contents)
    }
}
