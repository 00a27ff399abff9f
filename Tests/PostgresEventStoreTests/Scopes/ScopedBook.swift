import PostgresClient
import TestSupport

/// A book of missions to several countries, with everything that hangs on them, and what each login is to see of it.
///
/// Where a stream lies is said here as it is made, kind by kind, and not by the rules that the database goes by.
struct ScopedBook: ~Copyable {
    static let codes = ["SA", "EG", "VN", "NG"]
    /// Sees Saudi Arabia, and no support.
    static let post = RoleLogin.scopedLogins[0]
    /// Sees everything but support.
    static let coordinator = RoleLogin.scopedLogins[1]
    /// Sees nothing: it is bound to no scope.
    static let unbound = RoleLogin.scopedReader.name
    static let hidden: Set<String> = ["support", "claim"]

    let database: ThrowawayDatabase
    let superuser: Connection
    /// The countries that each stream concerns; those that have events only.
    private(set) var countries: [String: Set<String>] = [:]
    private var eventCount = 0

    /// The streams that a login is to see.
    func expected(for login: String) -> Set<String> {
        let open = open(hiding: Self.hidden)
        switch login {
        case Self.post: return Set(open.filter { $0.value.contains("SA") }.keys)
        case Self.coordinator: return Set(open.keys)
        default: return []
        }
    }

    /// The streams that a scope without these categories can show, with the countries that they concern.
    func open(hiding hidden: Set<String>) -> [String: Set<String>] {
        countries.filter { stream, _ in !Self.isShared(stream) && !hidden.contains(Self.judged(stream)) }
    }

    /// Names files of all kinds and countries.
    static func isShared(_ stream: String) -> Bool {
        let shared =
            ["hold-", "retention-", "disposal-"]
            + ["company", "organisation", "person", "officer"].map {
                "erasure-\($0)-"
            }
        return shared.contains { stream.hasPrefix($0) }
    }

    /// The category of what is recorded of a file is that of the file.
    private static func judged(_ stream: String) -> String {
        category(stream.hasPrefix("erasure-") ? String(stream.dropFirst("erasure-".count)) : stream)
    }

    static func category(_ stream: String) -> String { String(stream.prefix { $0 != "-" }) }

    /// An address of the database for one of the logins.
    func address(of login: String) async throws -> String {
        try await RoleLogin.nobody.made()
        return database.url(as: login)
    }

    func connect(as login: String) async throws -> Connection {
        try Connection(ConnectionOptions(address: try await address(of: login)))
    }

    /// With the logins bound, and the streams not looked at yet.
    static func make(seed: UInt64) async throws -> ScopedBook {
        try await RoleLogin.nobody.made()
        let database = try await ThrowawayCluster.shared.database()
        var book = ScopedBook(
            database: database, superuser: try Connection(ConnectionOptions(address: database.superuserURL)))
        var chance = Chance(seed: seed)
        try book.write(by: &chance)
        try book.bind(post, "'{SA}'", "'{support,claim}'")
        try book.bind(coordinator, "null", "'{support,claim}'")
        try book.project()
        return book
    }

    private init(database: ThrowawayDatabase, superuser: consuming Connection) {
        self.database = database
        self.superuser = superuser
    }

    func bind(_ login: String, _ countries: String, _ hidden: String) throws {
        try superuser.run(
            """
            set role missieboek_owner;
            select event_store.bind_scope('\(login)', \(countries), \(hidden));
            reset role
            """)
    }

    /// Moves the watermark, and looks at everything up to it.
    func place() throws {
        try superuser.run("select event_store.advance_watermark(), event_store.place_streams()")
    }

    /// Appends one event, of a stream that concerns these countries, among others that it was in before.
    ///
    /// By an officer of its own, since the store keeps duties apart.
    mutating func append(_ stream: String, _ type: String, _ data: String = "{}", in places: Set<String>) throws {
        eventCount += 1
        try superuser.run(
            """
            select event_store.append(gen_random_uuid(), 'sample.do', '{}', 'officer-e\(eventCount)', null, '{}', '{}',
                '{\(stream)}', '{\(type)}', array[now()], array[convert_to($data$\(data)$data$, 'UTF8')],
                array['{}']::bytea[])
            """)
        countries[stream, default: []].formUnion(places)
    }
}

extension ScopedBook {
    private static func id(_ number: Int) -> String { "x\(100 + number)" }

    private mutating func write(by chance: inout Chance) throws {
        for (number, code) in Self.codes.enumerated() where number < 3 {
            try append("country-\(code.lowercased())", "CountryRiskProfilePublished", in: [code])
        }
        for number in 0..<3 { try append("officer-\(Self.id(number))", "OfficerRegistered", in: []) }
        try append("administration-missieboek", "AdministrationFounded", in: [])
        var missions: [(local: String, code: String)] = []
        for number in 0..<10 {
            // Each country has two, whatever chance says of the others.
            let code = Self.codes[number < 8 ? number % 4 : chance.number(0...3)]
            missions.append(("stad-\(number)", code))
            try append(
                "mission-stad-\(number)", "MissionProposed", #"{"country":"country-\#(code.lowercased())"}"#, in: [code]
            )
        }
        try writeCompanies(on: missions, by: &chance)
        try writeOrganisations(on: missions, by: &chance)
        try writeBriefings(on: missions, by: &chance)
        try writeMeasures(on: missions, by: &chance)
        try writeKeeping()
    }

    /// Of each kind of file one that was destroyed, of each kind of subject one that was erased, and what is said of all.
    private mutating func writeKeeping() throws {
        let kinds = Dictionary(grouping: countries.keys.sorted(), by: Self.category)
        for (_, streams) in kinds.sorted(by: { $0.key < $1.key }) {
            // Where one kind holds several countries, one file in each.
            let chosen = Dictionary(grouping: streams) { countries[$0]?.sorted() ?? [] }.values.compactMap(\.first)
            for stream in chosen.sorted() {
                try append("erasure-\(stream)", "DossierDestroyed", in: countries[stream] ?? [])
            }
        }
        try append("erasure-person-x1", "PersonalDataErased", in: [])
        for stream in ["hold-book", "retention-book", "disposal-lijst-1"] {
            try append(stream, "SomethingOfAllFiles", #"{"file":"mission-stad-0","files":["mission-stad-0"]}"#, in: [])
        }
    }

    private mutating func writeCompanies(on missions: [(local: String, code: String)], by chance: inout Chance) throws {
        for number in 0..<12 {
            let company = Self.id(number)
            try append("company-\(company)", "CompanyEntered", in: [])
            for mission in missions where chance.once(in: 5) {
                try append("participation-\(mission.local)-\(company)", "CompanyRegistered", in: [mission.code])
                try link("participation-\(mission.local)-\(company)", to: company, in: mission.code)
            }
        }
    }

    /// What names all files on a company, in its own stream.
    private mutating func link(_ file: String, to company: String, in code: String) throws {
        try append("company-\(company)", "CompanyFileLinked", #"{"file":"\#(file)"}"#, in: [code])
    }

    private mutating func writeOrganisations(
        on missions: [(local: String, code: String)], by chance: inout Chance
    ) throws {
        for number in 0..<5 {
            let organisation = Self.id(number + 20)
            try append("organisation-\(organisation)", "OrganisationEntered", in: [])
            for mission in missions where chance.once(in: 6) {
                try append("involvement-\(mission.local)-\(organisation)", "OrganisationInvited", in: [mission.code])
                countries["organisation-\(organisation)", default: []].insert(mission.code)
            }
            let (code, mission) = (Self.codes[chance.number(0...3)], missions[chance.number(0...9)])
            try append(
                "bmo-overleg-\(number)", "BmoMeetingHeld", #"{"organisations":["organisation-\#(organisation)"]}"#,
                in: [])
            try append(
                "concern-kwestie-\(number)", "ConcernRaised",
                #"""
                {"country":"country-\#(code.lowercased())","meeting":"bmo-overleg-\#(number)",\#
                "mission":"mission-\#(mission.local)","organisation":"organisation-\#(organisation)"}
                """#, in: [code, mission.code])
            countries["organisation-\(organisation)", default: []].formUnion([code, mission.code])
            let other = missions[chance.number(0...9)]
            try append(
                "concern-kwestie-\(number)", "ConcernLinkedToMission", #"{"mission":"mission-\#(other.local)"}"#,
                in: [other.code])
            // Whoever raised it is seen where it is.
            countries["organisation-\(organisation)", default: []].insert(other.code)
        }
    }

    private mutating func writeBriefings(on missions: [(local: String, code: String)], by chance: inout Chance) throws {
        for number in 0..<6 {
            let (one, other) = (missions[chance.number(0...9)], missions[chance.number(0...9)])
            try append(
                "briefing-bijeenkomst-\(number)", "BriefingHeld",
                #"""
                {"missions":["mission-\#(one.local)","mission-\#(other.local)"],\#
                "speakers":[{"kind":"post"},{"organisation":"organisation-\#(Self.id(20))"}]}
                """#, in: [one.code, other.code])
            countries["organisation-\(Self.id(20))", default: []].formUnion([one.code, other.code])
        }
    }

    /// Support and claims, assessments that name a mission or nothing, and measures on what was assessed.
    private mutating func writeMeasures(on missions: [(local: String, code: String)], by chance: inout Chance) throws {
        for number in 0..<8 {
            let company = Self.id(chance.number(0...11))
            let code = Self.codes[chance.number(0...3)]
            try append(
                "support-steun-\(number)", "SupportApplied",
                #"{"amount":123456,"company":"company-\#(company)","country":"country-\#(code.lowercased())"}"#,
                in: [code])
            try link("support-steun-\(number)", to: company, in: code)
            try append(
                "claim-vordering-\(number)", "ClaimEstablished",
                #"{"company":"company-\#(company)","support":"support-steun-\#(number)"}"#, in: [code])
            try link("claim-vordering-\(number)", to: company, in: code)

            var places: Set<String> = []
            let assessed = chance.once(in: 2) ? missions[chance.number(0...9)] : nil
            places.formUnion(assessed.map { [$0.code] } ?? [])
            let mission = assessed.map { #","mission":"mission-\#($0.local)""# } ?? ""
            try append(
                "assessment-beoordeling-\(number)", "AssessmentStarted",
                #"{"company":"company-\#(company)"\#(mission)}"#,
                in: places)
            try append(
                "measure-maatregel-\(number)", "MeasureFileOpened",
                #"{"assessment":"assessment-beoordeling-\#(number)","company":"company-\#(company)"}"#, in: places)
            guard !chance.once(in: 3) else { continue }
            let consequence: String
            if chance.once(in: 2) {
                let mission = missions[chance.number(0...9)]
                consequence = #"{"kind":"exclude-from-mission","mission":"mission-\#(mission.local)"}"#
                places.insert(mission.code)
            } else {
                consequence = #"{"kind":"terminate-support","support":"support-steun-\#(number)"}"#
                places.insert(code)
            }
            try append(
                "measure-maatregel-\(number)", "MeasureProposed", #"{"consequences":[\#(consequence)]}"#, in: places)
            // An assessment is seen where the measure that rests on it is.
            countries["assessment-beoordeling-\(number)", default: []].formUnion(places)
        }
    }

    /// Rows of read models and snapshots, as projections and folds would leave them: a row for each stream.
    private func project() throws {
        try superuser.run(
            """
            do $do$
            declare
                model text;
            begin
                foreach model in array array['board', 'registers', 'another'] loop
                    perform read_models.claim(model, 1);
                    perform read_models.apply(
                        model, 1, 1, 0, \(eventCount), (select array_agg(stream order by stream) from event_store.streams),
                        (select array_agg('{}'::bytea) from event_store.streams), true,
                        (select array_agg(stream) from event_store.streams), (select array_agg(1::bigint) from event_store.streams),
                        (select array_agg('undecodable'::text) from event_store.streams),
                        (select array_agg('so it was'::text) from event_store.streams));
                end loop;
                perform event_store.keep_snapshot(stream, version, position, event_id, 'a fold', '{}')
                from event_store.events;
            end
            $do$
            """)
    }
}
