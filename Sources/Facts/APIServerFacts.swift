/// The API server: of a control-plane node its own, of another node the one that its kubelet talks to.
public enum APIServerFacts {
    public static let hasManifest = FactKey("apiserver.hasManifest", .flag, "whether this node has a manifest of kube-apiserver")
    /// The `server` of the kubelet's kubeconfig.
    public static let endpoint = FactKey("apiserver.endpoint", .text, "the API server's address in the kubelet's kubeconfig")
    /// The address that was asked: the node's own API server where it has one.
    public static let address = FactKey("apiserver.address", .text, "the address of the API server that was asked")
    public static let answers = FactKey("apiserver.answers", .flag, "whether the API server answers requests")
    public static let problem = FactKey("apiserver.problem", .text, "why the API server did not answer, in the client's words")
    public static let livez = FactKey(
        "apiserver.livez", .text, oneOf: .checks, "what the API server's livez check says: ok or failed")
    public static let livezFailed = FactKey("apiserver.livezFailed", .list, "the parts of the API server's livez check that fail")
    public static let readyz = FactKey(
        "apiserver.readyz", .text, oneOf: .checks, "what the API server's readyz check says: ok or failed")
    public static let readyzFailed = FactKey(
        "apiserver.readyzFailed", .list, "the parts of the API server's readyz check that fail")
    public static let version = FactKey("apiserver.version", .text, "the version of the API server")
    public static let minor = FactKey("apiserver.minor", .integer, "the minor version of the API server, 36 for v1.36.2")
    /// Whether the address in the kubelet's kubeconfig answers; on most nodes the same as `answers`.
    public static let endpointAnswers = FactKey(
        "apiserver.endpointAnswers", .flag, "whether the API server answers at the address in the kubelet's kubeconfig")

    public static let endpointProblem = FactKey(
        "apiserver.endpointProblem", .text,
        "why the API server did not answer at the address in the kubelet's kubeconfig, in the client's words")

    public static let issuer = FactKey("apiserver.issuer", .text, "the --service-account-issuer of kube-apiserver")
    public static let etcdServers = FactKey("apiserver.etcdServers", .list, "the etcd addresses that kube-apiserver is given")
    public static let usesLocalEtcd = FactKey(
        "apiserver.usesLocalEtcd", .flag, "whether kube-apiserver is given an etcd on this machine only")
    public static let securePort = FactKey("apiserver.securePort", .integer, "the port of kube-apiserver")

    /// The columns of `etcdMisfits`.
    public enum EtcdMisfit: String, TableColumns {
        case flag, value, file, line, etcdFlag, etcdValue, etcdFile, etcdLine, because

        public var cell: Cell {
            switch self {
            case .flag: .text("kube-apiserver's flag without dashes: etcd-servers, etcd-cafile, etcd-certfile")
            case .value: .text("its value")
            case .file: .text("the manifest that it stands in")
            case .line: .integer("its line")
            case .etcdFlag: .text("etcd's flag that it does not fit")
            case .etcdValue: .text("that flag's value")
            case .etcdFile: .text("etcd's manifest")
            case .etcdLine: .integer("the line there")
            case .because: .text("what does not fit, as a sentence")
            }
        }
    }

    /// Derived: where kube-apiserver's way to an etcd of this node does not fit etcd's own manifest.
    public static let etcdMisfits = TableKey(
        "apiserver.etcdMisfits", EtcdMisfit.self,
        "where kube-apiserver's way to this node's etcd does not fit etcd's manifest")

    /// The columns of `services`.
    public enum Service: String, TableColumns {
        case name, service, reason, message, since

        public var cell: Cell {
            switch self {
            case .name: .text("the APIService: v1beta1.metrics.k8s.io")
            case .service: .text("the namespace and name of the Service behind it")
            case .reason: .text("why it is not available, in a word: ServiceNotFound, FailedDiscoveryCheck, MissingEndpoints")
            case .message: .text("the API server's message about it")
            case .since: .instant("since when")
            }
        }
    }

    /// Asked with an administrator's kubeconfig.
    public static let unavailableServices = TableKey(
        "apiservices.unavailable", Service.self, "the APIs of other servers that the API server cannot reach")

    static let all: [FactKey] = [
        hasManifest, endpoint, address, answers, problem, livez, livezFailed, readyz, readyzFailed, version, minor,
        endpointAnswers, endpointProblem,
        issuer, etcdMisfits, etcdServers, usesLocalEtcd, securePort, unavailableServices,
    ]
}
