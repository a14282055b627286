import Facts
import Hosts
import Testing

@testable import Probes

@Suite struct APIClientTests {
    private func kubectl(_ error: String) -> APIClient.Answer {
        APIClient.answer(kubectl: CommandOutput(status: 1, out: [], err: Array(error.utf8)))
    }

    @Test func aFailedCheckIsAnAnswer() {
        let answer = kubectl(
            "Error from server (InternalError): an error on the server (\"[+]ping ok\\n[-]etcd failed: reason withheld\") has")
        guard case .body(let body, false) = answer else { return #expect(Bool(false), "\(answer)") }
        #expect(HealthChecks.failed(in: body) == ["etcd"])
    }

    @Test func silenceRefusalAndWhatCannotBeAsked() {
        #expect(
            kubectl("The connection to the server 10.0.0.1:6443 was refused - did you specify the right host or port?")
                == .silence("The connection to the server 10.0.0.1:6443 was refused - did you specify the right host or port?"))
        #expect(
            kubectl("error: You must be logged in to the server (Unauthorized)")
                == .refused("error: You must be logged in to the server (Unauthorized)"))
        #expect(
            kubectl("Unable to connect to the server: x509: certificate signed by unknown authority")
                == .silence("Unable to connect to the server: x509: certificate signed by unknown authority"))
        guard
            case .unasked = kubectl("error: error loading config file \"/etc/kubernetes/kubelet.conf\": open: permission denied")
        else {
            return #expect(Bool(false))
        }
    }

    @Test func aMissingNodeIsNotAMissingPath() {
        #expect(NodeObject.isNotFound("Error from server (NotFound): nodes \"cp1\" not found"))
        #expect(!NodeObject.isNotFound("Error from server (NotFound): the server could not find the requested resource"))
        #expect(NodeObject.isNotFound(#"{"kind":"Status","reason":"NotFound","details":{"name":"cp1","kind":"nodes"}}"#))
        #expect(!NodeObject.isNotFound("404 page not found"))
    }

    @Test func curlsAnswers() {
        func curl(_ out: String, _ status: Int = 0, _ error: String = "") -> APIClient.Answer {
            APIClient.answer(curl: CommandOutput(status: status, out: Array(out.utf8), err: Array(error.utf8)))
        }
        #expect(curl("ok\n200") == .body("ok", succeeded: true))
        #expect(curl("[-]etcd failed\n500") == .body("[-]etcd failed", succeeded: false))
        #expect(curl("\n401") == .refused("The server answered 401."))
        #expect(
            curl("\n000", 7, "curl: (7) Failed to connect to 10.0.0.1 port 6443")
                == .silence("curl: (7) Failed to connect to 10.0.0.1 port 6443"))
    }

    @Test func partsThatFail() {
        #expect(
            HealthChecks.failed(in: "[+]ping ok\n[-]etcd failed: reason withheld\n[-]poststarthook/rbac/bootstrap-roles failed\n")
                == ["etcd", "poststarthook/rbac/bootstrap-roles"])
        #expect(HealthChecks.failed(in: "[+]ping ok\nlivez check passed").isEmpty)
    }
}
