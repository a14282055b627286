/// Where images come from.
public struct ImageSource: Sendable, Equatable {
    /// The registry of Kubernetes' own images; empty means the release's default.
    public var repository = ""
    /// Whether machines cannot reach the internet: images are mirrored, and no step downloads from elsewhere.
    public var isAirGapped = false

    public init() {}

    /// Where machines look for an image: in the plan's registry, under its own path, where they reach no other.
    func place(_ image: String) -> String {
        guard isAirGapped, !repository.isEmpty else { return image }
        return "\(repository)/\(Self.path(image))"
    }

    /// An image's name without its registry: `flannel-io/flannel:v0.28.9`.
    private static func path(_ image: String) -> String {
        guard let slash = image.firstIndex(of: "/") else { return image }
        let first = image[..<slash]
        let isHost = first.contains(".") || first.contains(":") || first == "localhost"
        return isHost ? String(image[image.index(after: slash)...]) : image
    }
}

extension Setting {
    static let imageRepository = Setting(
        "images.repository", at: \.images.repository, .text,
        asked: .init(
            .supply, 20, "Image registry", example: "registry.k8s.io",
            because: Rationale("empty, which is the release's own registry", .knowledge),
            about: "A mirror must offer the images under the same names."))

    static let airGap = Setting(
        "images.airGap", at: \.images.isAirGapped, .flag,
        asked: .init(
            .supply, 10, "Machines cannot reach the internet", because: Rationale("no, because most can", .taste),
            about: "Then the plan lists the images to mirror, and no step downloads anything else."))

    static let images = [imageRepository, airGap]
}
