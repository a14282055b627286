import Facts
import Hosts
import Text

/// Asks the API server with the kubelet's own credentials, through the node's kubectl or else its curl.
///
/// The server's certificate is always verified; a request waits 3 s at most.
struct APIClient: Sendable {
    var host: any Host
    /// The kubeconfig whose credentials are used.
    var kubeconfigPath: String
    var kubeconfig: KubeconfigContents
    /// The server that the kubeconfig names.
    var endpoint: String
    /// Asked in place of the kubeconfig's server.
    var server: String?

    /// What came back.
    enum Answer: Sendable, Equatable {
        /// The server answered with a body; false where it called the request failed.
        case body(String, succeeded: Bool)
        /// The server answered and refused: not logged in, or not allowed.
        case refused(Reason)
        /// No answer came: refused, timed out, or its certificate is not trusted.
        case silence(String)
        /// It could not be asked from here: no client, no right to read the credentials.
        case unasked(Reason)
    }

    var address: String { server ?? endpoint }

    func get(_ path: String) async -> Answer {
        var words = ["--kubeconfig=\(kubeconfigPath)", "--request-timeout=3s"]
        if let server { words.append("--server=\(server)") }
        do {
            let output = try await host.run(Command("kubectl", words + ["get", "--raw", path], deadline: .seconds(4)))
            return Self.answer(kubectl: output)
        } catch .noProgram {
            return await curl(path)
        } catch .timedOut(_, _) {
            return .silence("No answer came within 4 s.")
        } catch {
            return .unasked(error.reason)
        }
    }

    /// kubectl prints the body; of a request that the server failed it prints the body within an error.
    static func answer(kubectl output: CommandOutput) -> Answer {
        if output.succeeded { return .body(output.text, succeeded: true) }
        let error = output.errorText.trimmed
        if error.contains("[-]") || error.contains("[+]") { return .body(error, succeeded: false) }
        let isDenied = ["must be logged in to the server", "(Unauthorized)", "(Forbidden)", "is forbidden:"].contains {
            error.contains($0)
        }
        if isDenied { return .refused(Reason(firstLine(error))) }
        if error.contains("Error from server") { return .body(error, succeeded: false) }
        let isLocal = ["permission denied", "no such file or directory", "invalid configuration", "error loading config file"]
            .contains { error.contains($0) }
        return isLocal ? .unasked("kubectl could not use \(firstLine(error)).") : .silence(firstLine(error))
    }

    private func curl(_ path: String) async -> Answer {
        guard let certificate = kubeconfig.clientFile, let key = kubeconfig.keyFile ?? kubeconfig.clientFile else {
            return .unasked("kubectl is not installed, and curl cannot use the credentials embedded in \(kubeconfigPath).")
        }
        let words = [
            "--silent", "--show-error", "--max-time", "3", "--noproxy", "*", "--cacert",
            kubeconfig.authorityFile ?? "/etc/kubernetes/pki/ca.crt",
            "--cert", certificate, "--key", key, "--write-out", "\n%{http_code}", address + path,
        ]
        do {
            return Self.answer(curl: try await host.run(Command("curl", words, deadline: .seconds(4))))
        } catch .noProgram {
            return .unasked("Neither kubectl nor curl is installed, so the API server could not be asked.")
        } catch .timedOut(_, _) {
            return .silence("No answer came within 4 s.")
        } catch {
            return .unasked(error.reason)
        }
    }

    /// The body, and the HTTP status on a last line of its own.
    static func answer(curl output: CommandOutput) -> Answer {
        let error = output.errorText.trimmed
        // curl(1), exit codes: 58 and 77 are files of ours that cannot be used.
        if output.status == 58 || output.status == 77 {
            return .unasked("curl could not use the credentials: \(firstLine(error)).")
        }
        guard output.succeeded, let cut = output.text.lastIndex(of: "\n") else { return .silence(firstLine(error)) }
        let body = String(output.text[..<cut])
        switch Int(output.text[output.text.index(after: cut)...]) ?? 0 {
        case 200: return .body(body, succeeded: true)
        case 401, 403: return .refused("The server answered \(output.text[output.text.index(after: cut)...]).")
        case 0: return .silence(firstLine(error))
        default: return .body(body, succeeded: false)
        }
    }

    private static func firstLine(_ text: String) -> String {
        String((text.split(separator: "\n").last ?? "no answer").prefix(300)).trimmed
    }
}
