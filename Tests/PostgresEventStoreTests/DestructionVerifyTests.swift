import PostgresClient
import TestSupport
import Testing

// A key that went while no event of the log says so is found, whoever took it and by whichever function.
@Suite(.timeLimit(.minutes(10)))
struct DestructionVerifyTests {
    private static let subject = "person-3f9k2m8q7x1t"
    private static let other = "person-4t8n1w6y3k0z"
    private static let file = "mission-riyad-2026"

    private static func append(_ stream: String, _ type: String, _ data: String) -> String {
        """
        select event_store.append(gen_random_uuid(), 'sample.do', '{}', 'officer-one', null, '{}', '{}', '{\(stream)}',
            '{\(type)}', array[now()], array[convert_to('\(data)', 'UTF8')], array['{}']::bytea[])
        """
    }

    private static func erased(register: Bool, dossiers: String = "", type: String = "PersonalDataErased") -> String {
        append(
            "erasure-\(subject)", type,
            #"{"dossiers":[\#(dossiers)],"kept":[],"register":\#(register),"subject":"\#(subject)"}"#)
    }

    private static func destroyed(_ subjects: String) -> String {
        append(
            "erasure-\(file)", "DossierPersonalDataDestroyed", #"{"dossier":"\#(file)","subjects":[\#(subjects)]}"#)
    }

    private static func destroy(_ dossier: String, of subject: String = subject) -> String {
        "select keys.destroy('01950000-0000-7000-8000-000000000001', '{\(subject)}', '{\(dossier)}')"
    }

    private static let quoted = "\"\(file)\""
    private static let byCommand = ", by command 01950000-0000-7000-8000-000000000001"
    private static let ofRegister = "\(subject): the key for register\(byCommand)"
    private static let ofFile = "\(subject): the key for \(file)\(byCommand)"

    @Test(arguments: [
        ([destroy("register")], [ofRegister]),
        ([destroy("register"), destroy(file)], [ofFile, ofRegister]),
        ([destroy("null")], ["\(subject): the key for *\(byCommand)"]),
        // By way of a backup that was made up.
        (
            [
                """
                select keys.restore('{\(subject)}', '{register}', '{null}', '{null}', '{null}', array[now()], '{null}')
                """
            ], ["\(subject): the key for register, by command unknown"]
        ),
        ([destroy("register"), erased(register: true)], []),
        // A released form of later on is of the same name.
        ([destroy("register"), erased(register: true, type: "PersonalDataErased.v2")], []),
        ([destroy("register"), erased(register: false, dossiers: quoted)], [ofRegister]),
        ([destroy(file), erased(register: true)], [ofFile]),
        ([destroy(file), erased(register: false, dossiers: quoted)], []),
        // What is vouched for one is not for another.
        (
            [destroy("register", of: other), erased(register: true)],
            ["\(other): the key for register\(byCommand)"]
        ),
        ([destroy(file), destroyed("\"\(subject)\"")], []),
        ([destroy(file), destroyed("\"\(other)\"")], [ofFile]),
        ([destroy("register"), destroyed("\"\(subject)\"")], [ofRegister]),
        // Of what cannot be read nothing is believed.
        ([destroy("register"), append("erasure-\(subject)", "PersonalDataErased", "{")], [ofRegister]),
        ([destroy("register"), append("erasure-\(subject)", "SomethingElse", "{}")], [ofRegister]),
    ])
    func `Each key that went without an event is found, and none that an event vouches for`(
        _ steps: [String], _ expected: [String]
    ) async throws {
        let fixture = try await PostgresFixture.make()
        let superuser = try fixture.superuser()
        for step in steps { try superuser.run(step) }
        let found = try superuser.column(
            """
            select concat(stream, ': ', detail) from event_store.verify()
            where finding = 'key destroyed without event' order by stream, detail
            """)
        #expect(found == expected.sorted())
        let others = try superuser.column(
            "select finding from event_store.verify() where finding <> 'key destroyed without event'")
        #expect(others == [])
    }
}
