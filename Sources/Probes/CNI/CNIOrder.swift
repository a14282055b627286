/// What a runtime makes of the CNI configuration files, which it takes in the order of their names.
///
/// containerd gives up at the first file that it cannot read among those that it takes, has no network then, and comes to no later
/// file (go-cni 1.1.13 opts.go `loadFromConfDir`; seen with containerd 1.7.24). With `max_conf_num` 1, its default, it never
/// looks at what comes after the first good file. CRI-O and cri-dockerd pass over such files (ocicni `loadNetworks`).
struct CNIOrder: Equatable {
    /// The file whose network pods get; nil where the runtime has none.
    var winner: Int?
    /// The file at which the runtime gives up.
    var stop: Int?
    /// Files that the runtime could not read on its way to the winner.
    var passedOver: Set<Int> = []

    /// - Parameters:
    ///   - isValid: of each file in order, whether it can be read as a CNI configuration.
    ///   - givesUp: whether the runtime is one that gives up at a bad file, as containerd does.
    ///   - limit: how many files it takes; 0 or less: all.
    init(_ isValid: [Bool], givesUp: Bool, limit: Int) {
        winner = isValid.firstIndex(of: true)
        guard givesUp else {
            passedOver = Set(isValid.indices.filter { !isValid[$0] && $0 < winner ?? 0 })
            return
        }
        guard let bad = isValid.firstIndex(of: false), limit <= 0 || bad < limit else { return }
        stop = bad
        winner = nil
    }
}
