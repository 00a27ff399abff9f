/// Where to connect, and as what.
package struct ConnectionOptions: Sendable {
    /// A `postgresql://` URL or a `keyword=value` list; libpq reads it, and adds what `PG…` variables say.
    package var address: String
    /// Shown in `pg_stat_activity`; an `application_name` in the address goes before it.
    package var applicationName: String
    /// Server settings sent with the start-up packet, so that they cost no round trip.
    ///
    /// They replace the address's own `options`. Names and values hold neither blanks nor backslashes.
    package var settings: [String: String]
    /// Whether a pooler stands in between that may run each transaction in another session of the server, as
    /// pgbouncer does with `pool_mode = transaction`.
    ///
    /// Then nothing is kept in a session from one transaction to the next: statements are sent without a name, in one
    /// pipeline each, and settings are refused.
    package var isPooledByTransaction: Bool

    package init(
        address: String, applicationName: String = "missieboek", settings: [String: String] = [:],
        isPooledByTransaction: Bool = false
    ) {
        self.address = address
        self.applicationName = applicationName
        self.settings = settings
        self.isPooledByTransaction = isPooledByTransaction
    }

    /// For `PQconnectdbParams`, which reads from left to right: what stands before the address is a default, what
    /// stands after it is final.
    var keywordsAndValues: [(keyword: String, value: String)] {
        var pairs = [
            ("connect_timeout", "10"), ("application_name", applicationName), ("dbname", address),
            ("client_encoding", "UTF8"),
        ]
        if !settings.isEmpty {
            let flags = settings.sorted { $0.key < $1.key }.map { "-c \($0.key)=\($0.value)" }
            pairs.append(("options", flags.joined(separator: " ")))
        }
        return pairs
    }

    /// The same as C wants it.
    func withKeywordsAndValues<Value>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>) -> Value
    ) -> Value {
        let pairs = keywordsAndValues
        return unsafe CStrings.with(pairs.map(\.keyword)) { keywords in
            unsafe CStrings.with(pairs.map(\.value)) { values in
                unsafe body(keywords, values)
            }
        }
    }
}
