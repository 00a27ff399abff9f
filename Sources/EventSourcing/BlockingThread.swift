/// The port to a thread that may block, beside those on which tasks run.
package protocol BlockingThread: Sendable {
    /// Has `work` done on it, after all that it was given before; lives until that is done.
    func run(_ work: @escaping @Sendable () -> Void)

    /// Blocks, on the thread, until it is woken; not at all when it was since the last time.
    func sleep()

    /// From any thread.
    func wake()
}
