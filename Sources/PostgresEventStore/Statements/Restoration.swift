package import PostgresClient

/// How much the log, its journal and the register hold: a restore goes over an empty log only (INV-27).
package struct LogContents: Statement {
    package struct Contents: Sendable {
        package let events: Int64
        package let commands: Int64
        package let registerEntries: Int64
        package let keys: Int64

        package var isEmpty: Bool { events == 0 && commands == 0 && registerEntries == 0 && keys == 0 }
    }

    package static let name = "log_contents"
    package static let sql = """
        select (select count(*) from event_store.events), (select count(*) from event_store.commands),
            (select count(*) from register.sealed_entries), (select count(*) from keys.data_keys)
        """

    package init() {}
    package func bind(to parameters: inout Parameters) {}

    package static func decode(_ row: inout Row) throws(PostgresError) -> Contents {
        Contents(
            events: try row.next(), commands: try row.next(), registerEntries: try row.next(),
            keys: try row.next())
    }
}

/// Makes room for a restore: what is dropped here comes back from the backup.
package enum DropSchemas {
    package static let sql = """
        do $drop$
        declare
            named text;
        begin
            for named in
                select nspname from pg_namespace
                where nspowner = to_regrole('missieboek_owner') and nspname <> 'public'
            loop
                execute format('drop schema %I cascade', named);
            end loop;
        end
        $drop$
        """

    /// Held while the log is looked at and dropped, so that nothing is appended in between.
    package static let lock =
        "lock table event_store.events, event_store.commands, register.sealed_entries, keys.data_keys in access exclusive mode"
}
