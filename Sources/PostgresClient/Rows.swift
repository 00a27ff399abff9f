import CLibPQ

/// A result held in memory; it is freed when the value goes out of scope (`PQclear`).
@safe
package struct Rows: ~Copyable {
    private let result: OpaquePointer

    /// Takes ownership of `result`.
    init(_ result: OpaquePointer) {
        unsafe self.result = result
    }

    deinit {
        unsafe PQclear(result)
    }

    package var count: Int { Int(unsafe PQntuples(result)) }

    package var columnCount: Int { Int(unsafe PQnfields(result)) }

    /// What was done, as in `INSERT 0 1` or `COMMIT` (`PQcmdStatus`).
    package var commandTag: String { unsafe PQcmdStatus(result).map { unsafe String(cString: $0) } ?? "" }

    /// The value's characters, of a result in text form (``Connection/run(_:)``); nil for NULL.
    package func text(row: Int, column: Int = 0) -> String? {
        precondition(row < count && column < columnCount, "no value at row \(row), column \(column)")
        let (row, column) = (Int32(row), Int32(column))
        guard unsafe PQgetisnull(result, row, column) == 0, let value = unsafe PQgetvalue(result, row, column) else {
            return nil
        }
        return unsafe String(cString: value)
    }

    /// A reader over one row of a result in binary form.
    func row(_ index: Int) -> Row {
        unsafe Row(result: result, index: Int32(index))
    }
}
