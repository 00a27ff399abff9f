import CLibPQ

extension ConnectionOptions {
    /// The parts of the address by libpq's names: `host`, `port`, `dbname`, `user`, `password`, … (`PQconninfoParse`).
    ///
    /// Fails with ``PostgresError/unreachable(_:)`` when libpq cannot read the address.
    package var parts: [String: String] {
        get throws(PostgresError) {
            try parsed().reduce(into: [:]) { $0[$1.keyword] = $1.value }
        }
    }

    /// The address as environment variables for PostgreSQL's own programs: a password never stands on a command line.
    package var environment: [String: String] {
        get throws(PostgresError) {
            try parsed().reduce(into: [:]) { all, part in
                if let variable = part.variable { all[variable] = part.value }
            }
        }
    }

    private struct Part {
        let keyword: String
        let variable: String?
        let value: String
    }

    private func parsed() throws(PostgresError) -> [Part] {
        var message: UnsafeMutablePointer<CChar>?
        guard let list = unsafe PQconninfoParse(address, &message) else {
            let text = unsafe message.map { unsafe String(cString: $0) } ?? "out of memory"
            unsafe PQfreemem(message)
            throw .unreachable(text.trimmingNewlines())
        }
        defer { unsafe PQconninfoFree(list) }
        var parts: [Part] = []
        var next = unsafe list
        while let keyword = unsafe next.pointee.keyword {
            if let value = unsafe next.pointee.val {
                let variable = unsafe next.pointee.envvar.map { unsafe String(cString: $0) }
                unsafe parts.append(
                    Part(keyword: String(cString: keyword), variable: variable, value: String(cString: value)))
            }
            unsafe next += 1
        }
        return parts
    }
}
