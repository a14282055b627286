/// For what does not look at a node and can hang all the same: a person's home on a network mount.
public enum Patiently {
    /// Runs a blocking body on a thread of its own and waits for it, but not after the deadline.
    ///
    /// - Parameter path: where the body works, as the error names it.
    public static func within<Answer: Sendable>(
        _ deadline: Duration, _ path: String, _ body: @escaping @Sendable () -> Answer
    ) -> Result<Answer, HostError> {
        BlockingPool.shared.wait(path, within: deadline, body)
    }
}
