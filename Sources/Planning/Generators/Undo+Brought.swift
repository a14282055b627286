import Steps

extension Undo {
    /// Of what a person brings to a machine.
    static let brought = Undo.none(because: "What a person brought to the machine a person takes away again.")
}
