import PostgresClient

extension ThrowawayCluster {
    /// Makes logins that whoever may be `missieboek` by the server's list of its machine's users may be too.
    ///
    /// They belong to the cluster: a process makes each once. `options` is what stands behind `login` in `create role`.
    package static func make(logins: [(name: String, options: String)]) async throws {
        let database = try await shared.database()
        let superuser = try Connection(ConnectionOptions(address: database.superuserURL))
        for login in logins { try superuser.run("create role \(login.name) login \(login.options)") }
        let names = logins.map(\.name).joined(separator: ",")
        try superuser.run(
            """
            copy (
                select distinct format('missieboek "%s" %s', sys_name, login)
                from pg_ident_file_mappings cross join unnest('{\(names)}'::text[]) as login
                where map_name = 'missieboek'
            ) to program 'cat >> pg_ident.conf';
            select pg_reload_conf()
            """)
        // The server reads the list when it comes to it.
        guard let last = logins.last else { return }
        let deadline = ContinuousClock.now + .seconds(20)
        while true {
            do {
                try Connection(ConnectionOptions(address: database.url(as: last.name))).run("select")
                return
            } catch {
                guard ContinuousClock.now < deadline else { throw error }
            }
        }
    }
}
