import CRI
import Glibc

let usage = """
    cri-run --socket PATH sandbox NAME NAMESPACE [--uid UID] [--attempt N] [--log-directory DIR] [--cgroup-parent PATH] [--host-network]
    cri-run --socket PATH container SANDBOX NAME IMAGE [--memory BYTES] [--restart-count N] [--log-directory DIR]
            [--cgroup-parent PATH] -- ARGV...
    cri-run --socket PATH stop ID
    cri-run --socket PATH remove ID
    cri-run --socket PATH version
    cri-run --socket PATH status
    Makes and ends pods on a container runtime without a kubelet, for the lab. Prints the id of what it made, or what the
    runtime answers, as JSON.

    """

func complain(_ text: String, status: Int32) -> Never {
    let bytes = Array("cri-run: \(text)\n".utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
    exit(status)
}

do {
    let arguments = try Arguments(Array(CommandLine.arguments.dropFirst()))
    guard let socket = arguments.text("--socket") else { throw Arguments.Wrong(text: "--socket is missing.\n\(usage)") }
    let pods = Pods(client: CRIClient(socket: socket))
    let words = arguments.words
    switch (words.first, words.count) {
    case ("sandbox", 3): print(try pods.sandbox(words[1], words[2], arguments))
    case ("container", 4): print(try pods.container(words[1], words[2], words[3], arguments))
    case ("stop", 2): try pods.stop(words[1])
    case ("remove", 2): try pods.remove(words[1])
    case ("version", 1): print(try pods.version())
    case ("status", 1): print(try pods.status())
    default: throw Arguments.Wrong(text: "what should be done?\n\(usage)")
    }
} catch let error as Arguments.Wrong {
    complain(error.text, status: 2)
} catch {
    complain("\(error)", status: 1)
}
