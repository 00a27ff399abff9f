extension Result where Failure == any Error {
    /// What came of an asynchronous call, to be looked at when something else was done first.
    init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
