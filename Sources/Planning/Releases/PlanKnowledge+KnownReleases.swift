import Facts

extension PlanKnowledge {
    /// What these releases and runtimes changed in what a node's files may say.
    public var knownReleases: KnownReleases {
        KnownReleases(
            removedFlags: releases.flatMap(\.removedFlags), kubeletFields: kubeletFields, containerd: containerd, gates: gates)
    }

    /// The kubelet's fields, up to the newest release before which no release is silent about them.
    var kubeletFields: KubeletFields {
        var since: [String: Int] = [:]
        var newest = KubeletFields.oldest
        for release in releases {
            guard release.minor == newest + 1, let fields = release.kubeletFields else { break }
            newest = release.minor
            for field in fields { since[field] = newest }
        }
        return KubeletFields(since: since, newest: newest)
    }

    /// The components' gates, up to the newest release before which no release is silent about them.
    package var gates: KnownGates {
        var gates = KnownGates()
        for release in releases {
            for gate in release.removedFeatureGates { gates.removed[gate] = release.minor }
            for gate in release.gatesLockedOn { gates.locked[gate] = KnownGates.Lock(since: release.minor, value: true) }
            for gate in release.gatesLockedOff { gates.locked[gate] = KnownGates.Lock(since: release.minor, value: false) }
            for gate in release.featureGates ?? [] where gates.since[gate] == nil { gates.since[gate] = release.minor }
        }
        gates.newest = newest { $0.featureGates != nil }
        return gates
    }

    /// The programs' flags, likewise.
    package var flags: KnownFlags {
        var flags = KnownFlags(newest: newest { $0.newFlags != nil })
        for release in releases {
            for (program, names) in release.newFlags ?? [:] {
                for name in names where flags.since[program]?[name] == nil {
                    flags.since[program, default: [:]][name] = release.minor
                }
            }
        }
        return flags
    }

    /// The newest minor up to which every release says something; zero where the oldest is silent.
    private func newest(_ says: (Release) -> Bool) -> Int { releases.prefix(while: says).last?.minor ?? 0 }

    private var containerd: [ContainerdSeries] {
        runtimes.compactMap { runtime -> ContainerdSeries? in
            guard runtime.kind == RuntimeChoice.Kind.containerd.rawValue, let configVersion = runtime.configVersion,
                runtime.order.count == 2
            else { return nil }
            return ContainerdSeries(
                major: runtime.order[0], minor: runtime.order[1], configVersion: configVersion,
                defaultSandbox: runtime.defaultSandbox)
        }.sorted { ($0.major, $0.minor) < ($1.major, $1.minor) }
    }
}
