import Hosts
import Proofs
import Testing
import YAML

/// Each place under `change:`: what the node answers afterwards, and what is said where a change cannot be made.
@Suite struct ProofChangeTests {
    private static let node = "control-plane-1.36"

    private func host(_ change: String) throws -> RecordedHost {
        try TestsFolder.run.host(Self.node, TestsFolder.change(change), file: "change")
    }

    @Test func filesAreEditedInTheirForm() async throws {
        let host = try host(
            """
            /var/lib/kubelet/config.yaml: {set: {cgroupDriver: systemd, 'clusterDNS[0]': 10.96.0.11}, remove: failSwapOn}
            /etc/kubernetes/manifests/kube-apiserver.yaml:
              set: {--v: 4, 'spec.containers[name=kube-apiserver].imagePullPolicy': Always}
              remove: [--allow-privileged]
            /etc/hosts: {append: [192.168.10.12 wb-w1]}
            /proc/swaps: {append: "/swapfile file 1 0 -2"}
            /etc/new: {write: "one\\n", mode: '0600'}
            /var/lib/kubelet/pki: absent
            """)
        let config = try await host.read("/var/lib/kubelet/config.yaml").text
        #expect(config.contains("cgroupDriver: systemd") && config.contains("- 10.96.0.11") && !config.contains("failSwapOn"))
        let manifest = try await host.read("/etc/kubernetes/manifests/kube-apiserver.yaml").text
        #expect(
            manifest.contains("- --v=4") && manifest.contains("imagePullPolicy: Always") && !manifest.contains("allow-privileged")
        )
        #expect(try await host.read("/etc/hosts").text.hasSuffix("192.168.10.12 wb-w1\n"))
        let new = try await host.read("/etc/new")
        #expect(new.text == "one\n" && new.status.mode == 0o600)
        await #expect(throws: HostError.notThere(path: "/var/lib/kubelet/pki")) { try await host.list("/var/lib/kubelet/pki") }
    }

    @Test func answersAreEdited() async throws {
        let host = try host(
            """
            units: {kubelet.service: {set: {ActiveState: failed, Odd: x}, remove: SubState}}
            commands:
              ss -H -l -n -t -p: {everywhere: [kubelet, other]}
              kubelet --version: {out: "Kubernetes v1.35.0\\n", exit: 1}
              crictl: {error: noProgram}
            cri:
              /run/containerd/containerd.sock RuntimeConfig: {set: {linux.cgroupDriver: CGROUPFS}}
            gets: {'http://127.0.0.1:10248/healthz': {code: 500, body: no}}
            logs: {journal kubelet.service 0: {append: [last]}}
            now: 77
            """)
        let unit = try await host.run("systemctl", "show", "kubelet.service").text
        #expect(unit.contains("ActiveState=failed\n") && unit.contains("Odd=x") && !unit.contains("SubState"))
        #expect(try await host.run("ss", "-H", "-l", "-n", "-t", "-p").text.contains("\"other\",pid=9326"))
        let version = try await host.run("kubelet", "--version")
        #expect(version.status == 1 && version.text == "Kubernetes v1.35.0\n")
        await #expect(throws: HostError.noProgram("crictl")) { try await host.run("crictl", "info") }
        #expect(
            host.line(ofCall: "/run/containerd/containerd.sock RuntimeConfig").map { String(decoding: $0, as: UTF8.self) }?
                .contains("\"CGROUPFS\"") == true)
        #expect(try await host.get("http://127.0.0.1:10248/healthz", deadline: .seconds(1)).status == 500)
        #expect(
            host.bytes(ofLog: "journal kubelet.service 0").map { String(decoding: $0, as: UTF8.self) }?.hasSuffix("last\n")
                == true)
        #expect(await host.now() == 77)
    }

    @Test(arguments: [
        ("/etc/hosts: {replace: [nowhere, x]}", 1, "\"nowhere\" does not stand in the file; it is expected exactly once."),
        ("/etc/hosts: {replace: [localhost, x]}", 1, "it is expected exactly once."),
        ("/etc/hosts: {everywhere: [nowhere, x]}", 1, "it is expected at least once"),
        ("now: 7\n/var/lib/kubelet/config.yaml:\n  set:\n    cgroupDriver: cgroupfs", 4, "This changes nothing"),
        ("/var/lib/kubelet/config.yaml: {remove: cgroupDrivr}", 1, "This changes nothing"),
        ("/etc/nowhere: {append: x}", 1, "The recorded node has no file /etc/nowhere; \"write\" makes one."),
        ("/etc/kubernetes/pki/ca.crt: {set: {a: b}}", 1, "Neither the path nor \"form\" tells how this text is read."),
        ("commands: {no such command: {replace: [a, b]}}", 1, "The recorded node has no output of this command."),
        ("cri: {/run/x.sock Version: {set: {a: b}}}", 1, "The recorded node has no reply to this call."),
        ("units: {no.service: {set: {A: b}}}", 1, "No recorded output of systemctl show tells of no.service."),
        ("questions: {no such words: x}", 1, "No question of the recorded node has \"no such words\" in its words."),
    ])
    func saysWhatCannotBeMade(_ change: String, _ line: Int, _ says: String) throws {
        let error = #expect(throws: FileProblem.self) { try host(change) }
        #expect(error?.line == line && error?.sentence.contains(says) == true, "said: \(error?.description ?? "")")
    }

    @Test func changesThatMakeTheSameNodeAreLookedAtOnce() throws {
        let one = try TestsFolder.change("/etc/a: {write: x}\nfacts: {node.role: worker}")
        let other = try TestsFolder.change("# the same\n/etc/a:\n  write: x\n")
        #expect(one.key == other.key)
        #expect(try TestsFolder.change("/etc/a: {write: y}").key != one.key)
    }
}
