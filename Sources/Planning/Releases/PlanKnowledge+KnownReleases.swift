import Facts

extension PlanKnowledge {
    /// What these releases and runtimes changed in what a node's files may say.
    public var knownReleases: KnownReleases {
        KnownReleases(removedFlags: releases.flatMap(\.removedFlags), kubeletFields: kubeletFields, containerd: containerd)
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
