import EventSourcing
import Testing

struct ExpectedVersionTests {
    @Test(
        arguments: [
            (.noStream, [0]), (.exists, [1, 2, 3]), (.any, [0, 1, 2, 3]),
            (.exactly(0), [0]), (.exactly(1), [1]), (.exactly(3), [3]), (.exactly(4), []), (.exactly(-1), []),
        ] as [(ExpectedVersion, [Int64])])
    func `Each expectation accepts its versions`(_ expected: ExpectedVersion, _ accepted: [Int64]) {
        #expect((0...3).filter { expected.accepts($0) } == accepted)
    }
}
