/// The time of the look, and the node's clock.
public enum TimeFacts {
    public static let now = FactKey("time.now", .instant, "the node's clock when it was looked at")

    static let all = [now]
}
