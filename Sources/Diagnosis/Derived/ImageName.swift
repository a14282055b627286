import Text

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

    /// The image of a list that was probably meant: of the same name, or else of the same or the nearest last part of the name, that with
    /// the nearest tag. Nil where there is none, or where two are as near.
    static func nearest(to image: String, in images: [String]) -> String? {
        let tagged = images.filter { !$0.contains("@") }
        func last(_ name: String) -> String { bare(name).split(separator: "/").last.map(String.init) ?? "" }
        var alike = tagged.filter { bare($0) == bare(image) }
        if alike.isEmpty { alike = tagged.filter { last($0) == last(image) } }
        if alike.isEmpty, let meant = NearestWord.to(last(image), among: tagged.map(last)) {
            alike = tagged.filter { last($0) == meant }
        }
        let distances = alike.map { NearestWord.distance(tag($0), tag(image)) }
        guard let least = distances.min(), distances.count(where: { $0 == least }) == 1 else { return nil }
        return distances.firstIndex(of: least).map { alike[$0] }
    }

    private static func tag(_ name: String) -> String { String(full(name).dropFirst(bare(name).count + 1)) }

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
