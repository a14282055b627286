/// Certificates, keys and kubeconfigs as they lie on the node. A private key is never in a fact, only whether it fits.
public enum CertificateFacts {
    /// The columns of `certificates`.
    public enum Certificate: String, TableColumns {
        case path, place, purpose, what, isUsed, subject, organisations, issuer, notBefore, notAfter, renewalDue, names, isCA,
            isSelfSigned, signedBy, expectedCA, isSignedByExpected, keyPath, keyExists, keyMatches, usages, serial, fingerprint,
            publicKey, algorithm, problem

        public var cell: Cell {
            switch self {
            case .path: .text("the file that holds it")
            case .place: .text("the file, with the field where it stands inside a kubeconfig")
            case .purpose:
                .text(
                    "what it is for",
                    oneOf: .only(
                        "apiserver", "apiserver-kubelet-client", "apiserver-etcd-client", "front-proxy-client", "etcd-server",
                        "etcd-peer",
                        "etcd-healthcheck-client", "kubelet-client", "kubelet-serving", "admin", "super-admin",
                        "controller-manager",
                        "scheduler", "user", "ca", "etcd-ca", "front-proxy-ca", "kubeconfig-ca", "other"))
            case .what: .text("the same as a phrase: \"the API server's serving certificate\"")
            case .isUsed: .flag("whether a component of this node reads this file")
            case .subject: .text("the subject's common name")
            case .organisations: .list("the subject's organisations: the groups of a client")
            case .issuer: .text("the issuer's common name")
            case .notBefore: .instant("when it begins to be valid")
            case .notAfter: .instant("when it ends to be valid")
            case .renewalDue: .instant("when 95 % of its life are over; the kubelet renews its own between 70 and 90 %")
            case .names: .list("the DNS names and IP addresses of its subject alternative names")
            case .isCA: .flag("whether it may sign others")
            case .isSelfSigned: .flag("whether its own key signed it")
            case .signedBy: .text("the authority on this disk whose key signed it")
            case .expectedCA: .text("the file of the authority that those who check it trust")
            case .isSignedByExpected: .flag("whether an authority in that file signed it")
            case .keyPath: .text("the file of its private key")
            case .keyExists: .flag("whether there is a private key")
            case .keyMatches: .flag("whether the private key belongs to it")
            case .usages: .list("what it may be used for: serverAuth, clientAuth, certSign, …")
            case .serial: .text("the serial number, hexadecimal")
            case .fingerprint: .text("SHA-256 of the certificate, hexadecimal")
            case .publicKey: .text("SHA-256 of the public key, hexadecimal, as --discovery-token-ca-cert-hash wants it")
            case .algorithm: .text("the key's algorithm and size")
            case .problem: .text("why it cannot be read as a certificate, as a sentence")
            }
        }
    }

    /// One row for each certificate that a component of this node presents or trusts, and for each other `*.crt` under
    /// /etc/kubernetes/pki.
    public static let certificates = TableKey(
        "certificates", Certificate.self,
        "the certificates on this node")

    /// The columns of `named`.
    public enum NamedFile: String, TableColumns {
        case path, component, flag, exists, file, usual, mode, owner, isKey, isOpenToOthers

        public var cell: Cell {
            switch self {
            case .path: .text("the file")
            case .component: .text("who is told to use it: kube-apiserver, kube-controller-manager or etcd", oneOf: .components)
            case .flag: .text("the flag or setting that names it")
            case .exists: .flag("whether the file is there")
            case .file: .text("the manifest or unit that sets the flag")
            case .usual:
                .text(
                    "where it is not: the file that kubeadm gives a static pod's flag of this name, where that is another one and is there"
                )
            case .mode: .integer("the permission bits")
            case .owner: .integer("the owner's user id")
            case .isKey: .flag("whether it is a private key")
            case .isOpenToOthers: .flag("whether users other than the owner and the group may read it")
            }
        }
    }

    /// One row for each certificate or key file that a component is told to use.
    public static let named = TableKey(
        "certificates.named", NamedFile.self,
        "the certificate and key files that the control plane and etcd are told to use")

    /// The columns of `missingNames`.
    public enum MissingName: String, TableColumns {
        case component, certificate, name, wantedBy, has

        public var cell: Cell {
            switch self {
            case .component: .text("apiserver or etcd", oneOf: .only("apiserver", "etcd"))
            case .certificate: .text("the file of the serving certificate")
            case .name: .text("the name or address that it lacks")
            case .wantedBy: .text("who uses that name, as a phrase")
            case .has: .list("the names that it has")
            }
        }
    }

    /// Names and addresses that clients use and a serving certificate does not have.
    public static let missingNames = TableKey(
        "certificates.missingNames", MissingName.self,
        "the names that clients use and the serving certificates lack")

    /// True where the authority's certificate, or several others, begin in the future of the node's clock.
    public static let clockIsBehind = FactKey(
        "certificates.clockIsBehind", .flag,
        "whether the node's clock is earlier than the day on which its cluster's authority was made")

    static let all = [certificates, named, missingNames, clockIsBehind] + KubeconfigFacts.all + IdentityFacts.all
}

/// Kubeconfigs of components and of people.
public enum KubeconfigFacts {
    /// The columns of `kubeconfigs`.
    public enum Kubeconfig: String, TableColumns {
        case path, kind, server, host, port, checkedName, checksServer, user, contextIsWhole, isThisCluster, authority,
            caMatches, client, clientOrganisations, clientNotAfter, clientSource, missingFile, mode, owner, home, homeOwner,
            isOpenToOthers, problem

        public var cell: Cell {
            switch self {
            case .path: .text("the file")
            case .kind:
                .text(
                    "whose it is: admin, super-admin, kubelet, bootstrap-kubelet, controller-manager, scheduler or user",
                    oneOf: .kubeconfigKinds)
            case .server: .text("the API server's URL")
            case .host: .text("the name or address in that URL")
            case .port: .integer("the port in that URL")
            case .checkedName: .text("the name that the client checks: tls-server-name, or the host")
            case .checksServer: .flag("whether the client checks the server's certificate")
            case .user: .text("the user entry that the current context names")
            case .contextIsWhole: .flag("whether the current context names a cluster and a user that are there")
            case .isThisCluster: .flag("whether it is of this node's cluster: a component's own, or with the same server")
            case .authority: .text("SHA-256 of the authority's certificate that it trusts")
            case .caMatches:
                .flag(
                    "whether it trusts the authority of /etc/kubernetes/pki/ca.crt or the one that signed the API server's certificate"
                )
            case .client: .text("the common name of its client certificate: the user at the API")
            case .clientOrganisations: .list("the organisations of its client certificate: the groups at the API")
            case .clientNotAfter: .instant("when its client certificate ends to be valid")
            case .clientSource: .text("embedded, file, token, exec or nothing", oneOf: .only("embedded", "file", "token", "exec"))
            case .missingFile: .text("a file that it names and that does not exist")
            case .mode: .integer("the permission bits")
            case .owner: .integer("the owner's user id")
            case .home: .text("the name of the user whose home it lies in")
            case .homeOwner: .integer("the user id of the user whose home it lies in")
            case .isOpenToOthers: .flag("whether users other than the owner may read it")
            case .problem: .text("why it cannot be read, as a sentence")
            }
        }
    }

    public static let kubeconfigs = TableKey(
        "kubeconfigs", Kubeconfig.self,
        "the kubeconfigs on this node")

    /// The columns of `variables`.
    public enum Variable: String, TableColumns {
        case path, line, value, exists

        public var cell: Cell {
            switch self {
            case .path: .text("the shell's file")
            case .line: .integer("the line")
            case .value: .text("the kubeconfig that it names")
            case .exists: .flag("whether that file is there")
            }
        }
    }

    /// Where a login shell of root sets KUBECONFIG.
    public static let variables = TableKey(
        "kubeconfigs.variables", Variable.self,
        "where the shells' files set KUBECONFIG")

    /// The columns of `names`.
    public enum ServerName: String, TableColumns {
        case name, usedBy, isKubelets, addresses, isResolved

        public var cell: Cell {
            switch self {
            case .name: .text("the name")
            case .usedBy: .list("the files that name it")
            case .isKubelets: .flag("whether the kubelet's kubeconfig, or the join that makes it, is among them")
            case .addresses: .list("what it stands for, by /etc/hosts or else by getent")
            case .isResolved: .flag("whether it stands for anything")
            }
        }
    }

    /// Names of API servers, as the kubeconfigs of this node's components give them, and where a join is prepared its configuration.
    public static let names = TableKey(
        "kubeconfigs.names", ServerName.self,
        "the names by which this node's kubeconfigs call the API server")
    /// kube-proxy's is in a config map and names the cluster's endpoint (kubernetes 1.36 cmd/kubeadm/app/phases/addons/proxy).
    public static let proxyServer = FactKey(
        "kubeconfigs.proxyServer", .text, "the API server's URL in the kubeconfig of this node's kube-proxy")
    /// The line in /etc/hosts that drydock's own plan writes and marks.
    public static let markedEndpoint = FactKey(
        "kubeconfigs.markedEndpoint", .list,
        "the address and the name of the cluster's endpoint in the line that drydock wrote to /etc/hosts")

    /// The columns of `unresolvedNames`.
    public enum UnresolvedName: String, TableColumns {
        case name, usedBy, isKubelets, isSilent, because

        public var cell: Cell {
            switch self {
            case .name: .text("the name")
            case .usedBy: .list("the files that name it")
            case .isKubelets: .flag("whether the kubelet's kubeconfig, or the join that makes it, is among them")
            case .isSilent: .flag("whether all that is known is that no name server answered in time; nothing fails by it yet")
            case .because: .text("how it was seen, as a sentence")
            }
        }
    }

    /// Derived: see `UnresolvedNames`.
    public static let unresolvedNames = TableKey(
        "kubeconfigs.unresolvedNames", UnresolvedName.self,
        "the names of API servers in kubeconfigs that stand for no address here")

    /// The columns of `wrongServers`.
    public enum WrongServer: String, TableColumns {
        case path, kind, server, because, wanted, right

        public var cell: Cell {
            switch self {
            case .path: .text("the kubeconfig")
            case .kind: .text("whose it is", oneOf: .kubeconfigKinds)
            case .server: .text("the API server's URL in it")
            case .because: .text("why no API server of this cluster is there, as a sentence")
            case .wanted: .text("the URL or name that other files give, with these files")
            case .right: .text("the URL alone that most other files give")
            }
        }
    }

    /// Derived: see `WrongServers`.
    public static let wrongServers = TableKey(
        "kubeconfigs.wrongServers", WrongServer.self,
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
    public static let forbiddenLabels = FactKey(
        "identity.forbiddenLabels", .list, "the labels among them that a node may not give itself")

    static let all = [
        certifiedNode, advertiseAddress, serviceAddress, hasNamedServingCertificates, etcdClientHosts, etcdPeerHosts,
        tokenSigningKey,
        tokenKeys, tokenKeyIsAccepted, controllerTokenKeyIsAccepted, hasApprovedServingCertificate,
        forbiddenLabels,
    ]
}
