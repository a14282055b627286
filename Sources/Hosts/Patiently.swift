/// For what does not look at a node and can hang all the same: a person's home on a network mount.
public enum Patiently {
    /// Runs a blocking body on a thread of its own, and no longer waits for it after the deadline.
    ///
    /// - Parameter path: where the body works; while it hangs there, no other is tried.
    public static func within<Answer: Sendable>(
        _ deadline: Duration, _ path: String, _ body: @escaping @Sendable () -> Answer
    ) async -> Result<Answer, HostError> {
        let places = HungPlaces.shared
        do throws(HostError) {
            return .success(try await places.call(path, at: places.place(of: path), within: deadline) { .success(body()) })
        } catch {
            return .failure(error)
        }
    }
}
