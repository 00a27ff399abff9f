import PostgresClient
import Synchronization
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(10)))
struct ListenerTests {
    @Test func `Notifications that came in together count as one`() async throws {
        let options = try await TestDatabase.options()
        try await Threads.run {
            var listener = Listener(options, channel: "test_together", wake: try WakePipe())
            #expect(listener.next(atMost: nil) == .notified)
            let notifier = try Connection(options)
            try notifier.run("begin; select pg_notify('test_together', '1'), pg_notify('test_together', '2'); commit")
            #expect(listener.next(atMost: nil) == .notified)
            #expect(listener.next(atMost: .zero) == .timedOut)
            try notifier.run("notify test_other")
            #expect(listener.next(atMost: .zero) == .timedOut)
            try notifier.run("notify test_together")
            #expect(listener.next(atMost: nil) == .notified)
        }
    }

    @Test func `A listener that waits is woken from another thread, and stays woken`() async throws {
        let options = try await TestDatabase.options()
        let wake = try WakePipe()
        let wait = TestWait { _, _ in }
        let thread = RunningThread {
            var listener = Listener(options, channel: "test_wake", wake: wake, wait: wait)
            return [listener.next(atMost: nil), listener.next(atMost: nil), listener.next(atMost: nil)]
        }
        wait.awaitSocket()
        wake.wake()
        #expect(try thread.outcome().get() == [.notified, .woken, .woken])
    }

    enum Loss: CaseIterable {
        /// The network is gone without a word.
        case socketShut
        /// The server says goodbye.
        case backendTerminated
    }

    @Test(arguments: Loss.allCases)
    func `A lost connection is made anew, which counts as a notification, and is told once`(_ loss: Loss) async throws {
        let options = try await TestDatabase.options()
        let losses = Mutex<[PostgresError]>([])
        let cuts = Mutex(0)
        let wait = TestWait { socket, _ in
            let isFirst = cuts.withLock { cuts in
                cuts += 1
                return cuts == 1
            }
            guard isFirst else { return }
            switch loss {
            case .socketShut: shutDown(socket)
            case .backendTerminated:
                let backends = try? Connection(options).run(
                    """
                    select pg_terminate_backend(pid, 10000) from pg_stat_activity
                    where application_name = 'client-test' and query = 'LISTEN test_loss'
                    """)
                #expect(backends?.count == 1)
            }
        }
        try await Threads.run {
            var listener = Listener(options, channel: "test_loss", wake: try WakePipe(), wait: wait) { loss in
                losses.withLock { $0.append(loss) }
            }
            #expect(listener.next(atMost: nil) == .notified)
            #expect(losses.withLock { $0.isEmpty })
            #expect(listener.next(atMost: nil) == .notified)
            #expect(listener.next(atMost: .zero) == .timedOut)
            try Connection(options).run("notify test_loss")
            #expect(listener.next(atMost: nil) == .notified)
        }
        #expect(losses.withLock { $0.count } == 1)
        #expect(wait.pauses == [Listener.shortestDelay])
    }

    @Test func `A server that does not come back is tried for less and less often, and told of once`() async throws {
        let losses = Mutex(0)
        let wait = TestWait { _, _ in }
        try await Threads.run {
            var listener = Listener(
                ConnectionOptions(address: "postgresql:///nobody?host=/nowhere"), channel: "test_nowhere",
                wake: try WakePipe(), wait: wait
            ) { _ in losses.withLock { $0 += 1 } }
            #expect(listener.next(atMost: .seconds(40)) == .timedOut)
        }
        let pauses = [100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000].map { Duration.milliseconds($0) }
        #expect(wait.pauses.dropLast() == pauses[...])
        #expect(wait.now == .seconds(40))
        #expect(losses.withLock { $0 } == 1)
    }

    @Test func `The system's wait ends by itself when its time is over`() async throws {
        let (wait, wake) = (SystemWait(), try WakePipe())
        let start = wait.now
        #expect(wait.wait(socket: nil, wake: wake, atMost: .milliseconds(2)) == .init(hasInput: false, isWoken: false))
        #expect(wait.now - start >= .milliseconds(2))
        wake.wake()
        #expect(wait.wait(socket: nil, wake: wake, atMost: nil) == .init(hasInput: false, isWoken: true))
    }
}
