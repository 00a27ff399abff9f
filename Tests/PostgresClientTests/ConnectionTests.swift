import PostgresClient
import TestSupport
import Testing

struct ConnectionTests {
    @Test func `A server that is not there is unreachable`() throws {
        let error = try failure { () throws(PostgresError) in
            _ = try Connection(ConnectionOptions(address: "postgresql:///nobody?host=/nowhere"))
        }
        guard case .unreachable(let message) = error else { throw error }
        #expect(message.contains("/nowhere"))
    }

    @Test(arguments: ["postgresql://[", "no=such option"])
    func `An address that libpq cannot read is unreachable`(address: String) throws {
        let error = try failure { () throws(PostgresError) in _ = try Connection(ConnectionOptions(address: address)) }
        guard case .unreachable = error else { throw error }
    }

    @Test func `The connection is in force with its name and settings from the start`() async throws {
        let connection = try await TestDatabase.connect(settings: ["statement_timeout": "12345", "work_mem": "8MB"])
        let rows = try connection.run(
            """
            select current_setting('application_name'), current_setting('statement_timeout'),
                current_setting('work_mem'), current_setting('client_encoding'), pg_backend_pid()
            """)
        let texts = (0..<5).map { rows.text(row: 0, column: $0) }
        #expect(texts == ["client-test", "12345ms", "8MB", "UTF8", "\(connection.backendProcessID)"])
        #expect(connection.serverVersion >= 150_000)
    }

    @Test func `A name in the address goes before ours`() async throws {
        var options = try await TestDatabase.options()
        options.address += "&application_name=mine"
        let connection = try Connection(options)
        #expect(try connection.run("show application_name").text(row: 0) == "mine")
    }

    @Test func `A script gives its last result or its first error, and is undone as a whole`() async throws {
        let connection = try await TestDatabase.connect()
        try connection.run("create temporary table numbers (n int8)")
        let inserted = try connection.run("insert into numbers values (1); insert into numbers values (2), (3)")
        #expect(inserted.commandTag == "INSERT 0 2")
        let error = try failure { () throws(PostgresError) in
            try connection.run("insert into numbers values (4); select 1 / 0; select nothing")
        }
        #expect(error.sqlState == SQLState(rawValue: "22012"))
        #expect(try connection.run("select count(*), null from numbers").text(row: 0) == "3")
        #expect(try connection.run("select null").text(row: 0) == nil)
    }

    @Test func `An error carries the server's code, detail and hint`() async throws {
        let connection = try await TestDatabase.connect()
        let error = try failure { () throws(PostgresError) in
            try connection.run(
                """
                do $$ begin
                    raise exception 'no – %', 'π' using errcode = 'TM409', detail = '{"actual":1}', hint = 'Read again.';
                end $$
                """)
        }
        let report = ServerReport(
            sqlState: SQLState(rawValue: "TM409"), message: "no – π", detail: #"{"actual":1}"#, hint: "Read again.")
        #expect(error == .server(report))
        #expect(report.sqlState.errorClass == "TM")
    }

    @Test func `Notices are kept for whoever takes them`() async throws {
        let connection = try await TestDatabase.connect()
        try connection.run("do $$ begin for n in 1..150 loop raise notice 'number %', n; end loop; end $$")
        let notices = connection.takeNotices()
        #expect(notices.count == 100)
        #expect(notices.first?.message == "number 51")
        #expect(notices.last?.message == "number 150")
        #expect(connection.takeNotices().isEmpty)
    }

    @Test(arguments: ["copy (select 1) to stdout", "copy pg_class from stdin"])
    func `A COPY in a script does not hang`(sql: String) async throws {
        let connection = try await TestDatabase.connect()
        _ = try? connection.run(sql)
        #expect(try connection.run("select 1").text(row: 0) == "1")
    }
}
