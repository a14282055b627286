/// An image's name as manifests and runtimes write it: `registry.k8s.io/etcd:3.6.8-0`, `busybox`, `NAME@sha256:…`.
enum ImageName {
    /// With Docker Hub's host and folder where they are left out, and with the tag latest where there is none: what containerd
    /// makes of it (github.com/distribution/reference normalize.go).
    static func full(_ name: String) -> String {
        var name = name
        let first = name.split(separator: "/").first.map(String.init) ?? ""
        if !name.contains("/") {
            name = "docker.io/library/" + name
        } else if !first.contains("."), !first.contains(":"), first != "localhost" {
            name = "docker.io/" + name
        }
        let last = name.split(separator: "/").last ?? ""
        return last.contains(":") || last.contains("@") ? name : name + ":latest"
    }

    static func areSame(_ a: String, _ b: String) -> Bool {
        let (a, b) = (full(a), full(b))
        // A tag beside a digest says nothing: the digest counts.
        return a == b || digest(a) != nil && digest(a) == digest(b) && bare(a) == bare(b)
    }

    /// Without tag and digest: `registry.k8s.io/etcd`.
    static func bare(_ name: String) -> String {
        let named = full(name).prefix { $0 != "@" }
        guard let slash = named.lastIndex(of: "/"), let colon = named[slash...].firstIndex(of: ":") else { return String(named) }
        return String(named[..<colon])
    }

    private static func digest(_ name: String) -> Substring? {
        name.firstIndex(of: "@").map { name[name.index(after: $0)...] }
    }

    /// A sentence about what the runtime has of that image; of the same last part of the name where it has none of the same place.
    static func tagsHere(of image: String, in images: [String]) -> String {
        let same = images.filter { bare($0) == bare(image) }
        if !same.isEmpty { return "This node has \(same.sorted().joined(separator: ", ")) of it." }
        let last = bare(image).split(separator: "/").last
        let alike = images.filter { bare($0).split(separator: "/").last == last }
        if !alike.isEmpty {
            return "Under that name this node has \(alike.sorted().joined(separator: ", "))."
        }
        return "This node has no other tag of it."
    }
}
