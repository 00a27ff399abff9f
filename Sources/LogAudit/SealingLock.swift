import PostgresClient

extension Connection {
    /// Keeps everybody else from changing what is kept of this log's proofs, until it is given back or the connection ends.
    ///
    /// Throws ``AuditFailure/busy`` when somebody else has it.
    func takeSealingLock() throws(AuditFailure) {
        let isTaken: Bool
        do throws(PostgresError) {
            isTaken = try run("select pg_catalog.pg_try_advisory_lock(7096)").text(row: 0) == "t"
        } catch {
            throw .database(error)
        }
        guard isTaken else { throw .busy }
    }

    func giveBackSealingLock() {
        _ = try? run("select pg_catalog.pg_advisory_unlock(7096)")
    }
}
