/// How the look itself went.
public enum LookFacts {
    /// By the probes' names; absent where all gave an answer.
    public static let givenUp = FactKey("look.givenUp", .list, "what was given up because it gave no answer in time")

    static let all = [givenUp]
}
