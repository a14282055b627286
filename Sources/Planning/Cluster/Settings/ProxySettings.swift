/// The proxy through which machines reach the world; all empty for none.
public struct ProxySettings: Sendable, Equatable {
    public var http = ""
    public var https = ""
    /// Names and ranges that are reached directly, besides the cluster's own.
    public var exceptions: [String] = []

    public init() {}
    public var isUsed: Bool { !http.isEmpty || !https.isEmpty }
}

extension Setting {
    static let httpProxy = Setting(
        "proxy.http", at: \.proxy.http, .proxyAddress,
        asked: .init(.supply, 40, "HTTP proxy", example: "http://proxy.example:3128"))

    static let httpsProxy = Setting(
        "proxy.https", at: \.proxy.https, .proxyAddress,
        asked: .init(.supply, 30, "HTTPS proxy", example: "http://proxy.example:3128"))

    static let proxyExceptions = Setting(
        "proxy.exceptions", at: \.proxy.exceptions, .proxyExceptions,
        asked: .init(
            .supply, 50, "Reached directly", example: "10.0.0.0/8, example.internal",
            about: "The machines, pods and Services are added automatically: a proxy between them breaks the cluster."))

    static let proxy = [httpProxy, httpsProxy, proxyExceptions]
}
