extension Setting {
    package static let endpointName = Setting(
        "endpoint.name", at: \.endpoint.name, .requiredText, note: "The DNS name in every certificate and kubeconfig.",
        isWritten: always)
    package static let endpointPort = Setting("endpoint.port", at: \.endpoint.port, .number(), isWritten: always)
    package static let balancer = Setting("endpoint.balancer", at: \.endpoint.balancer, .word, isWritten: always)
    package static let endpointAddress = Setting("endpoint.address", at: \.endpoint.address, .text)
    package static let inHostsFile = Setting("endpoint.inHostsFile", at: \.endpoint.inHostsFile, .flag, isWritten: always)
    package static let virtualRouterID = Setting(
        "endpoint.virtualRouterID", at: \.endpoint.virtualRouterID, .number(1...255),
        isWritten: { $0.endpoint.balancer == .haproxyKeepalived })

    static let endpoint = [endpointName, endpointPort, balancer, endpointAddress, inHostsFile, virtualRouterID]
}
