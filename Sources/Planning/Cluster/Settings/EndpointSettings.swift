extension Setting {
    package static let endpointName = Setting(
        "endpoint.name", at: \.endpoint.name, .requiredText, note: "The DNS name in every certificate and kubeconfig.",
        isWritten: always,
        asked: .init(
            .endpoint, 10, "Name", example: "cluster-endpoint.example.internal",
            because: Rationale("cluster-endpoint, because a name can be pointed elsewhere and an address cannot", .taste),
            about: "It is part of every certificate and kubeconfig."))

    package static let endpointPort = Setting(
        "endpoint.port", at: \.endpoint.port, .port, isWritten: always,
        asked: .init(
            .endpoint, 20, "Port", example: "6443",
            becauseOf: { plan in
                let port = plan.usualEndpointPort
                let why = port == 6443 ? "the API server itself listens there" : "the API server uses 6443 on the same machines"
                return Rationale("\(port), because \(why)", .knowledge)
            }))

    package static let balancer = Setting("endpoint.balancer", at: \.endpoint.balancer, .word, isWritten: always)

    package static let endpointAddress = Setting(
        "endpoint.address", at: \.endpoint.address, .text,
        asked: .init(
            .endpoint, 30, "Address", example: "192.0.2.10",
            aboutOf: { plan in
                plan.endpoint.balancer == .own
                    ? "Your balancer's address."
                    : "A free address of the machines' network, which moves between the control planes."
            }, isAsked: { $0.endpoint.balancer != .none }))

    package static let inHostsFile = Setting(
        "endpoint.inHostsFile", at: \.endpoint.inHostsFile, .flag, isWritten: always,
        asked: .init(
            .endpoint, 40, "Write the name into /etc/hosts of every machine",
            because: Rationale("yes, because then nothing depends on your DNS", .taste)))

    package static let virtualRouterID = Setting(
        "endpoint.virtualRouterID", at: \.endpoint.virtualRouterID, .number(1...255),
        isWritten: { $0.endpoint.balancer == .haproxyKeepalived },
        asked: .init(
            .endpoint, 50, "keepalived's router id", example: "51",
            because: Rationale("51, because most examples use it", .taste),
            about: "From 1 to 255; no other keepalived in the same network segment may use it.",
            isAsked: { $0.endpoint.balancer == .haproxyKeepalived }))

    static let endpoint = [endpointName, endpointPort, balancer, endpointAddress, inHostsFile, virtualRouterID]
}
