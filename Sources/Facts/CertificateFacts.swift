/// Certificates, keys and kubeconfigs as they lie on the node. A private key is never in a fact, only whether it fits.
public enum CertificateFacts {
    /// One row for each certificate that a component of this node presents or trusts, and for each other `*.crt` under
    /// /etc/kubernetes/pki.
    public static let certificates = FactKey(
        "certificates",
        .table([
            Column("path", .text, "the file that holds it"),
            Column("place", .text, "the file, with the field where it stands inside a kubeconfig"),
            Column(
                "purpose", .text,
                """
                what it is for: apiserver, apiserver-kubelet-client, apiserver-etcd-client, front-proxy-client, etcd-server, etcd-peer, \
                etcd-healthcheck-client, kubelet-client, kubelet-serving, admin, super-admin, controller-manager, scheduler, user, ca, \
                etcd-ca, front-proxy-ca or other
                """),
            Column("what", .text, "the same as a phrase: \"the API server's serving certificate\""),
            Column("isUsed", .flag, "whether a component of this node reads this file"),
            Column("subject", .text, "the subject's common name"),
            Column("organisations", .list, "the subject's organisations: the groups of a client"),
            Column("issuer", .text, "the issuer's common name"),
            Column("notBefore", .instant, "when it begins to be valid"),
            Column("notAfter", .instant, "when it ends to be valid"),
            Column("renewalDue", .instant, "when 95 % of its life are over; the kubelet renews its own between 70 and 90 %"),
            Column("names", .list, "the DNS names and IP addresses of its subject alternative names"),
            Column("isCA", .flag, "whether it may sign others"),
            Column("isSelfSigned", .flag, "whether its own key signed it"),
            Column("signedBy", .text, "the authority on this disk whose key signed it"),
            Column("expectedCA", .text, "the file of the authority that those who check it trust"),
            Column("isSignedByExpected", .flag, "whether an authority in that file signed it"),
            Column("keyPath", .text, "the file of its private key"),
            Column("keyExists", .flag, "whether there is a private key"),
            Column("keyMatches", .flag, "whether the private key belongs to it"),
            Column("usages", .list, "what it may be used for: serverAuth, clientAuth, certSign, …"),
            Column("serial", .text, "the serial number, hexadecimal"),
            Column("fingerprint", .text, "SHA-256 of the certificate, hexadecimal"),
            Column("publicKey", .text, "SHA-256 of the public key, hexadecimal, as --discovery-token-ca-cert-hash wants it"),
            Column("algorithm", .text, "the key's algorithm and size"),
            Column("problem", .text, "why it cannot be read as a certificate, as a sentence"),
        ]),
        "the certificates on this node")

    /// One row for each certificate or key file that a component is told to use.
    public static let named = FactKey(
        "certificates.named",
        .table([
            Column("path", .text, "the file"),
            Column("component", .text, "who is told to use it: kube-apiserver, kube-controller-manager or etcd"),
            Column("flag", .text, "the flag or setting that names it"),
            Column("exists", .flag, "whether the file is there"),
            Column("mode", .integer, "the permission bits"),
            Column("owner", .integer, "the owner's user id"),
            Column("isKey", .flag, "whether it is a private key"),
            Column("isOpenToOthers", .flag, "whether users other than the owner and the group may read it"),
        ]),
        "the certificate and key files that the control plane and etcd are told to use")

    /// Names and addresses that clients use and a serving certificate does not have.
    public static let missingNames = FactKey(
        "certificates.missingNames",
        .table([
            Column("component", .text, "apiserver or etcd"),
            Column("certificate", .text, "the file of the serving certificate"),
            Column("name", .text, "the name or address that it lacks"),
            Column("wantedBy", .text, "who uses that name, as a phrase"),
            Column("has", .list, "the names that it has"),
        ]),
        "the names that clients use and the serving certificates lack")

    /// True where the authority's certificate, or several others, begin in the future of the node's clock.
    public static let clockIsBehind = FactKey(
        "certificates.clockIsBehind", .flag,
        "whether the node's clock is earlier than the day on which its cluster's authority was made")

    static let all = [certificates, named, missingNames, clockIsBehind] + KubeconfigFacts.all + IdentityFacts.all
}

/// Kubeconfigs of components and of people.
public enum KubeconfigFacts {
    public static let kubeconfigs = FactKey(
        "kubeconfigs",
        .table([
            Column("path", .text, "the file"),
            Column(
                "kind", .text,
                "whose it is: admin, super-admin, kubelet, bootstrap-kubelet, controller-manager, scheduler or user"),
            Column("server", .text, "the API server's URL"),
            Column("host", .text, "the name or address in that URL"),
            Column("port", .integer, "the port in that URL"),
            Column("checkedName", .text, "the name that the client checks: tls-server-name, or the host"),
            Column("checksServer", .flag, "whether the client checks the server's certificate"),
            Column("user", .text, "the user entry that the current context names"),
            Column("contextIsWhole", .flag, "whether the current context names a cluster and a user that are there"),
            Column("isThisCluster", .flag, "whether it is of this node's cluster: a component's own, or with the same server"),
            Column("authority", .text, "SHA-256 of the authority's certificate that it trusts"),
            Column(
                "caMatches", .flag,
                "whether it trusts the authority of /etc/kubernetes/pki/ca.crt or the one that signed the API server's certificate"
            ),
            Column("client", .text, "the common name of its client certificate: the user at the API"),
            Column("clientOrganisations", .list, "the organisations of its client certificate: the groups at the API"),
            Column("clientNotAfter", .instant, "when its client certificate ends to be valid"),
            Column("clientSource", .text, "embedded, file, token, exec or nothing"),
            Column("missingFile", .text, "a file that it names and that does not exist"),
            Column("mode", .integer, "the permission bits"),
            Column("owner", .integer, "the owner's user id"),
            Column("home", .text, "the name of the user whose home it lies in"),
            Column("homeOwner", .integer, "the user id of the user whose home it lies in"),
            Column("isOpenToOthers", .flag, "whether users other than the owner may read it"),
            Column("problem", .text, "why it cannot be read, as a sentence"),
        ]),
        "the kubeconfigs on this node")

    /// Where a login shell of root sets KUBECONFIG.
    public static let variables = FactKey(
        "kubeconfigs.variables",
        .table([
            Column("path", .text, "the shell's file"),
            Column("line", .integer, "the line"),
            Column("value", .text, "the kubeconfig that it names"),
            Column("exists", .flag, "whether that file is there"),
        ]),
        "where the shells' files set KUBECONFIG")

    /// Names of API servers, as the kubeconfigs of this node's components give them, and where a join is prepared its configuration.
    public static let names = FactKey(
        "kubeconfigs.names",
        .table([
            Column("name", .text, "the name"),
            Column("usedBy", .list, "the files that name it"),
            Column("isKubelets", .flag, "whether the kubelet's kubeconfig, or the join that makes it, is among them"),
            Column("addresses", .list, "what it stands for, by /etc/hosts or else by getent"),
            Column("isResolved", .flag, "whether it stands for anything"),
        ]),
        "the names by which this node's kubeconfigs call the API server")
    /// kube-proxy's is in a config map and names the cluster's endpoint (kubernetes 1.36 cmd/kubeadm/app/phases/addons/proxy).
    public static let proxyServer = FactKey(
        "kubeconfigs.proxyServer", .text, "the API server's URL in the kubeconfig of this node's kube-proxy")
    /// The line in /etc/hosts that drydock's own plan writes and marks.
    public static let markedEndpoint = FactKey(
        "kubeconfigs.markedEndpoint", .list,
        "the address and the name of the cluster's endpoint in the line that drydock wrote to /etc/hosts")
    /// Derived: see `UnresolvedNames`.
    public static let unresolvedNames = FactKey(
        "kubeconfigs.unresolvedNames",
        .table([
            Column("name", .text, "the name"),
            Column("usedBy", .list, "the files that name it"),
            Column("isKubelets", .flag, "whether the kubelet's kubeconfig, or the join that makes it, is among them"),
            Column("because", .text, "how it was seen, as a sentence"),
        ]),
        "the names of API servers in kubeconfigs that stand for no address here")
    /// Derived: see `WrongServers`.
    public static let wrongServers = FactKey(
        "kubeconfigs.wrongServers",
        .table([
            Column("path", .text, "the kubeconfig"),
            Column("kind", .text, "whose it is"),
            Column("server", .text, "the API server's URL in it"),
            Column("because", .text, "why no API server of this cluster is there, as a sentence"),
            Column("wanted", .text, "the URL or name that other files give, with these files"),
        ]),
        "the kubeconfigs that name a server at which nothing of this cluster is")

    static let all = [kubeconfigs, variables, names, proxyServer, markedEndpoint, unresolvedNames, wrongServers]
}

/// Who the node, the API server and the tokens of pods claim to be.
public enum IdentityFacts {
    public static let certifiedNode = FactKey(
        "identity.certifiedNode", .text, "the node's name in the kubelet's client certificate (system:node:NAME)")
    public static let advertiseAddress = FactKey(
        "identity.advertiseAddress", .text, "the address that the API server is told to advertise (--advertise-address)")
    public static let serviceAddress = FactKey(
        "identity.serviceAddress", .text, "the address of the service kubernetes: the first of --service-cluster-ip-range")
    public static let hasNamedServingCertificates = FactKey(
        "identity.hasNamedServingCertificates", .flag,
        "whether the API server has further certificates by name (--tls-sni-cert-key)")
    public static let etcdClientHosts = FactKey(
        "identity.etcdClientHosts", .list, "the hosts under which etcd says that clients reach it over TLS")
    public static let etcdPeerHosts = FactKey(
        "identity.etcdPeerHosts", .list, "the hosts under which etcd says that its other members reach it over TLS")
    public static let tokenSigningKey = FactKey(
        "identity.tokenSigningKey", .text, "the private key that signs the tokens of service accounts")
    public static let tokenKeys = FactKey(
        "identity.tokenKeys", .list, "the public keys against which the API server checks the tokens of service accounts")
    public static let tokenKeyIsAccepted = FactKey(
        "identity.tokenKeyIsAccepted", .flag,
        "whether the API server accepts the tokens that it signs itself: its signing key is one of its public keys")
    public static let controllerTokenKeyIsAccepted = FactKey(
        "identity.controllerTokenKeyIsAccepted", .flag,
        "whether the API server accepts the tokens that the controller manager signs")
    public static let hasApprovedServingCertificate = FactKey(
        "identity.hasApprovedServingCertificate", .flag, "whether the kubelet has a serving certificate that the cluster signed")
    public static let checksKubeletCertificate = FactKey(
        "identity.checksKubeletCertificate", .flag,
        "whether the API server checks the kubelets' serving certificates (--kubelet-certificate-authority)")
    public static let forbiddenLabels = FactKey(
        "identity.forbiddenLabels", .list, "the labels among them that a node may not give itself")

    static let all = [
        certifiedNode, advertiseAddress, serviceAddress, hasNamedServingCertificates, etcdClientHosts, etcdPeerHosts,
        tokenSigningKey,
        tokenKeys, tokenKeyIsAccepted, controllerTokenKeyIsAccepted, hasApprovedServingCertificate, checksKubeletCertificate,
        forbiddenLabels,
    ]
}
