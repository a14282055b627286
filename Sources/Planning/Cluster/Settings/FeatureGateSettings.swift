extension Setting {
    private static let gatesAbout = "Each is true or false, and must be one that the release knows."

    static let componentGates = Setting(
        "featureGates", at: \.featureGates, .gates,
        asked: .init(.programs, 140, "Feature gates", example: "InPlacePodVerticalScaling=true", about: gatesAbout))

    static let kubeadmGates = Setting(
        "kubeadmFeatureGates", at: \.kubeadmFeatureGates, .gates,
        asked: .init(.programs, 150, "kubeadm's feature gates", example: "RootlessControlPlane=true", about: gatesAbout))

    static let featureGates = [componentGates, kubeadmGates]
}
