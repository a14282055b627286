/// How certificates are made and handed over.
public struct CertificateSettings: Sendable, Equatable {
    /// A key algorithm as kubeadm v1beta4 names it; empty for its default, RSA-2048.
    public var algorithm = ""
    /// Lifetimes in whole hours; nil for kubeadm's: a year, and ten for authorities.
    public var validityHours: Int?
    public var caValidityHours: Int?
    public var handover = Handover.upload

    public init() {}

    /// How a second control plane gets the cluster's authorities.
    public enum Handover: String, Sendable, CaseIterable, Codable {
        /// Encrypted in a Secret that lives two hours.
        case upload
        /// Copied from machine to machine by hand.
        case manual
    }
}

extension Setting {
    static let keyAlgorithm = Setting(
        "certificates.algorithm", at: \.certificates.algorithm, .text,
        asked: .init(
            .security, 40, "Key algorithm", example: "RSA-2048",
            about: "RSA-2048, RSA-3072, RSA-4096, ECDSA-P256, ECDSA-P384; from 1.31."))

    static let certificateLifetime = Setting(
        "certificates.validityHours", at: \.certificates.validityHours, .hours,
        asked: .init(
            .security, 50, "Lifetime of certificates, in hours", example: "8760",
            because: Rationale("empty, which is a year; kubeadm upgrade renews them", .knowledge)))

    static let authorityLifetime = Setting(
        "certificates.caValidityHours", at: \.certificates.caValidityHours, .hours,
        asked: .init(
            .security, 60, "Lifetime of authorities, in hours", example: "87600",
            because: Rationale("empty, which is ten years", .knowledge)))

    static let authorityHandover = Setting(
        "certificates.handover", at: \.certificates.handover,
        .word([
            Choice(
                CertificateSettings.Handover.upload, "encrypted in a Secret for two hours", about: "kubeadm's --upload-certs."),
            Choice(
                CertificateSettings.Handover.manual, "copied by hand", about: "The plan lists the files.",
                costs: "You carry the private keys to the other machines."),
        ]),
        asked: .init(
            .security, 70, "How authorities get to other control planes",
            because: Rationale("uploaded, because no key file travels", .taste)))

    static let certificates = [keyAlgorithm, certificateLifetime, authorityLifetime, authorityHandover]
}
