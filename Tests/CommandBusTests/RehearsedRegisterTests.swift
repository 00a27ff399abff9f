import CommandBus
import EventSourcing
import TestSupport
import Testing

/// A dry run finds whom words stand for as the real run does.
struct RehearsedRegisterTests {
    /// What is done before the dry run, and what the dry run does.
    struct Course: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let stored: [AppendRequest]
        let rehearsed: [AppendRequest]
    }

    private static let words = ["Van Dijk", " van dijk ", "Van Dam", "De Boer", "27312345", "27399999", one, other]
    private static let one = "company-aaaaaaaaaaaa"
    private static let other = "company-bbbbbbbbbbbb"

    private static func enter(_ id: String, _ name: String, _ number: String? = nil) -> AppendRequest {
        .sample([.sample("company-one")], register: [RegisterEntry(id: id, name: name, kvkNumber: number)])
    }

    private static let courses = [
        Course(
            testDescription: "entered and renamed in the dry run", stored: [],
            rehearsed: [enter(one, "Van Dijk", "27312345"), enter(one, "Van Dam", "27312345")]),
        Course(
            testDescription: "renamed in the dry run", stored: [enter(one, "Van Dijk", "27312345")],
            rehearsed: [enter(one, "Van Dam", "27312345")]),
        Course(
            testDescription: "renamed before it, and again in it",
            stored: [enter(one, "Van Dijk"), enter(one, "Van Dam")], rehearsed: [enter(one, "De Boer")]),
        Course(
            testDescription: "a former name that another takes in the dry run",
            stored: [enter(one, "Van Dijk"), enter(one, "Van Dam")], rehearsed: [enter(other, "Van Dijk")]),
        Course(
            testDescription: "a name that becomes free, and goes to another", stored: [enter(one, "Van Dijk")],
            rehearsed: [enter(one, "Van Dam"), enter(other, "Van Dijk"), enter(other, "De Boer")]),
        Course(
            testDescription: "a number that is given up", stored: [enter(one, "Van Dijk", "27312345")],
            rehearsed: [enter(one, "Van Dijk", "27399999")]),
        Course(
            testDescription: "who bears a name gives it up, and another bore it before",
            stored: [enter(other, "Van Dijk"), enter(other, "De Boer"), enter(one, "Van Dijk")],
            rehearsed: [enter(one, "Van Dam")]),
        Course(
            testDescription: "who bears a name is erased, and another bore it before",
            stored: [enter(other, "Van Dijk"), enter(other, "De Boer"), enter(one, "Van Dijk")],
            rehearsed: [
                .sample([.sample("person-one")], destroying: [KeyDestruction(subject: one)])
            ]),
        Course(
            testDescription: "a former name that its bearer takes again in the dry run",
            stored: [enter(other, "Van Dijk"), enter(other, "De Boer"), enter(one, "Van Dijk")],
            rehearsed: [enter(other, "Van Dijk"), enter(one, "Van Dam"), enter(other, "Van Dam")]),
        Course(
            testDescription: "erased in the dry run", stored: [enter(one, "Van Dijk"), enter(one, "Van Dam")],
            rehearsed: [
                .sample([.sample("person-one")], destroying: [KeyDestruction(subject: one)])
            ]),
    ]

    @Test("Words stand in a dry run for whom they stand for once its lines are carried out", arguments: courses)
    func agreement(course: Course) throws {
        let store = InMemoryEventStore()
        for request in course.stored { _ = try store.append(request) }
        let rehearsal = RehearsalStore(over: store) { .sample }
        for request in course.rehearsed { _ = try rehearsal.append(request) }
        let foreseen = try Self.words.map { try rehearsal.resolve($0) }
        let former = try Self.words.map { try rehearsal.formerBearers(of: $0) }

        for request in course.rehearsed { _ = try store.append(request) }
        #expect(try Self.words.map { try store.resolve($0) } == foreseen)
        #expect(try Self.words.map { try store.formerBearers(of: $0) } == former)
    }
}
