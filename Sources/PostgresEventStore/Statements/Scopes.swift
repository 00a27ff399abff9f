package import EventSourcing
import PostgresClient

/// What a login may read, where it is held to a scope.
package struct ReadingScope: Hashable, Sendable {
    /// As in ISO 3166-1 alpha-2: streams that concern one of them; nil for all streams.
    package let countries: [String]?
    /// Streams of these categories are not seen.
    package let hiddenCategories: [String]

    package init(countries: [String]?, hiddenCategories: [String]) {
        self.countries = countries
        self.hiddenCategories = hiddenCategories
    }
}

/// What a question within a scope begins with.
package struct ScopedStart: Hashable, Sendable {
    /// Nil for a login that is bound to no scope, and so sees nothing.
    package let scope: ReadingScope?
    /// Up to the watermark, it was looked at what every stream concerns.
    package let reach: LogReach

    package init(scope: ReadingScope?, reach: LogReach) {
        self.scope = scope
        self.reach = reach
    }
}

/// Row-level security holds for whoever has the rights of a scoped reader and is not the owner.
private let isScoped = """
    pg_has_role('missieboek_scoped_reader', 'usage') and not pg_has_role('missieboek_owner', 'usage')
    """

struct IsScopedReader: Statement {
    static let name = "is_scoped_reader"
    static let sql = "select \(isScoped)"

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> Bool { try row.next() }
}

/// How far the log reaches, as ``CurrentReach``, and whether the login sees only what lies within a scope.
struct ReachAndScope: Statement {
    static let name = "reach_and_scope"
    static let sql = """
        select event_store.current_watermark(), (select coalesce(max(position), 0) from event_store.events), \(isScoped)
        """

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> (reach: LogReach, isScoped: Bool) {
        (LogReach(watermark: try row.next(), lastPosition: try row.next()), try row.next())
    }
}

/// Moves the watermark and looks at what streams concern up to there; nothing for a login that is bound to no scope.
struct BeginScopedQuestion: Statement {
    static let name = "begin_scoped_question"
    static let sql = """
        select countries, hidden_categories, watermark, last_position from event_store.begin_scoped_question()
        """

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> ScopedStart {
        ScopedStart(
            scope: ReadingScope(countries: try row.nextOptionalArray(), hiddenCategories: try row.nextArray()),
            reach: LogReach(watermark: try row.next(), lastPosition: try row.next()))
    }
}

extension PostgresEventStore {
    /// Whether the login sees only what lies within a scope.
    package func isScoped() throws(StoreFailure) -> Bool {
        try reading { (connection) throws(PostgresError) in try connection.executeOne(IsScopedReader()) }
    }

    /// What a question of a login that ``isScoped()`` begins with: on a standby nothing is moved.
    package func beginScopedQuestion() throws(StoreFailure) -> ScopedStart {
        let begun = try reading { (connection) throws(PostgresError) in
            try connection.execute(BeginScopedQuestion()).first
        }
        guard let begun else { return ScopedStart(scope: nil, reach: try reach()) }
        return begun
    }
}
