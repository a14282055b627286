import FoundationEssentials
import Glibc
import Testing

/// Ring 4: the set-up wizard in a real terminal, from a recorded machine to exported files.
@Suite(.serialized, .enabled(if: Tmux.isThere, "tmux is not installed")) struct SetupFlowTests {
    /// A folder for one test: the plan file, a home and the export lie in it.
    private struct Place {
        let path: String
        var plan: String { "\(path)/plan.yaml" }
        var environment: [String] { ["HOME=\(path)", "XDG_STATE_HOME=\(path)/state"] }

        func text(_ name: String) -> String {
            (try? Data(contentsOf: URL(filePath: "\(path)/\(name)"))).map { String(decoding: $0, as: UTF8.self) } ?? ""
        }

        func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }
    }

    private func inPlace(_ body: (Place) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "drydock-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(Place(path: folder.path))
    }

    private func opened(
        _ place: Place, _ arguments: String? = nil, width: Int = 80, height: Int = 24, _ body: (Tmux) async throws -> Void
    ) async throws {
        let command =
            "\(BuiltProgram.path) setup \(arguments ?? "--plan \(place.plan)") --from \(BuiltProgram.node("control-plane-1.36"))"
        try await Tmux.with(command, width: width, height: height, environment: place.environment) { terminal in
            try await terminal.wait {
                $0.contains("1 of 11  Purpose") && $0.contains("Enter next") && !$0.contains("are being loaded")
            }
            try await body(terminal)
        }
    }

    /// Enter on each page up to the one of that number.
    private func enter(_ terminal: Tmux, from: Int, to: Int) async throws {
        for number in from..<to {
            try await terminal.press("Enter")
            try await terminal.wait { $0.contains("\(number + 1) of 11") }
        }
    }

    /// From the review into a folder.
    private func export(_ terminal: Tmux, _ place: Place) async throws {
        try await terminal.wait {
            $0.contains("11 of 11") && $0.contains("What will be done") && !$0.contains("is being planned")
                && $0.contains("The plan is valid. Nothing is changed until it is applied.")
        }
        try await terminal.press("Home")
        try await focus(terminal, "Export")
        try await terminal.press("Enter")
        try await terminal.wait { $0.contains("Write the plan's files, scripts and runbook") }
        try await terminal.press("C-u")
        try await terminal.type("\(place.path)/out")
        try await terminal.press("Enter")
        try await terminal.wait { $0.contains("files were written to") }
    }

    @Test func oneControlPlaneNeedsNothingButEnter() async throws {
        try await inPlace { place in
            try await opened(place) { terminal in
                try await enter(terminal, from: 1, to: 11)
                try await export(terminal, place)
            }
            #expect(place.text("out/plan.yaml").contains("topology: single"))
            #expect(place.text("out/machines/wb-cp1/root/etc/drydock/kubeadm/init.yaml").contains("kubeadm.k8s.io/v1beta4"))
            #expect(place.text("out/machines/wb-cp1/install.sh").hasPrefix("#!/bin/sh"))
            #expect(place.text("out/machines/wb-cp1/root/etc/sysctl.d/90-kubernetes.conf").contains("net.ipv4.ip_forward"))
            let planned = try await BuiltProgram.run("plan", place.plan)
            #expect(planned.status == 0, "what the wizard keeps, drydock plan reads: \(planned.err)")
        }
    }

    private static let stacked = """
        cp1 192.0.2.11 control-plane a debian root
        cp2 192.0.2.12 control-plane b debian root
        cp3 192.0.2.13 control-plane c debian root
        worker1 192.0.2.21 worker a debian root

        """

    @Test func threeControlPlanesArePastedAndExported() async throws {
        try await inPlace { place in
            try await opened(place) { terminal in
                try await toMachines(terminal, downs: 1)
                try await paste(terminal, Self.stacked, "4 machines were added.")
                try await endpoint(terminal)
                try await export(terminal, place)
            }
            #expect(place.text("out/plan.yaml").contains("topology: stacked"))
            for name in ["cp1", "cp2", "cp3"] {
                #expect(place.text("out/machines/\(name)/root/etc/keepalived/keepalived.conf").contains("192.0.2.10"), "\(name)")
                #expect(place.text("out/machines/\(name)/root/etc/haproxy/haproxy.cfg").contains("192.0.2.13:6443"), "\(name)")
            }
            #expect(place.text("out/machines/cp2/root/etc/drydock/kubeadm/join.yaml").contains("certificateKey"))
            #expect(!place.text("out/machines/worker1/root/etc/drydock/kubeadm/join.yaml").contains("certificateKey"))
            #expect(!place.has("out/machines/wb-cp1"), "the places of the default list are gone")
        }
    }

    @Test func externalEtcdIsPastedAsAnInventoryAndExported() async throws {
        let inventory = """
            [kube_control_plane]
            cp1 ansible_host=192.0.2.11
            cp2 ansible_host=192.0.2.12
            [etcd]
            etcd1 ansible_host=192.0.2.31
            etcd2 ansible_host=192.0.2.32
            etcd3 ansible_host=192.0.2.33
            [kube_node]
            worker1 ansible_host=192.0.2.21

            """
        try await inPlace { place in
            try await opened(place) { terminal in
                try await toMachines(terminal, downs: 2)
                try await paste(terminal, inventory, "6 machines were added.")
                try await endpoint(terminal)
                try await export(terminal, place)
            }
            #expect(place.text("out/plan.yaml").contains("topology: external"))
            let initial = place.text("out/machines/cp1/root/etc/drydock/kubeadm/init.yaml")
            #expect(initial.contains("https://192.0.2.31:2379") && initial.contains("https://192.0.2.33:2379"))
            #expect(place.has("out/machines/etcd2/install.sh"))
        }
    }

    /// To the page of the machines, with the topology that many rows below the first.
    private func toMachines(_ terminal: Tmux, downs: Int) async throws {
        try await enter(terminal, from: 1, to: 4)
        for _ in 0..<downs { try await terminal.press("Down") }
        try await enter(terminal, from: 4, to: 5)
    }

    private func paste(_ terminal: Tmux, _ text: String, _ said: String) async throws {
        try await terminal.paste(text)
        try await terminal.wait { $0.contains(said) }
        try await terminal.press("End")
        try await enter(terminal, from: 5, to: 6)
    }

    /// From the endpoint's page to the review; without its address the page is not left.
    private func endpoint(_ terminal: Tmux) async throws {
        try await terminal.press("Enter")
        // Enter leads to what is missing.
        try await terminal.wait { $0.contains("6 of 11") && $0.contains("none is given") && $0.contains("» Address") }
        try await terminal.type("192.0.2.10")
        try await terminal.press("Enter")
        try await terminal.wait { $0.contains("7 of 11") }
        try await enter(terminal, from: 7, to: 11)
    }

    /// Down to the row that begins with a word. Each key is waited for: one that came before its repaint would run past the row.
    private func focus(_ terminal: Tmux, _ word: String) async throws {
        var row = marked(try await terminal.settled { _ in true })
        for _ in 0..<20 {
            if row.contains(where: { $0.contains("» \(word)") }) { return }
            try await terminal.press("Down")
            try await terminal.wait { marked($0) != row }
            row = marked(try await terminal.screen())
        }
        throw Tmux.Failure(description: "no row \(word):\n\(try await terminal.screen())")
    }

    /// The lines on which the selection stands.
    private func marked(_ screen: String) -> [Substring] { screen.split(separator: "\n").filter { $0.contains("»") } }

    @Test func answersOutliveTheProgramThatIsKilled() async throws {
        try await inPlace { place in
            try await opened(place) { terminal in
                try await toMachines(terminal, downs: 1)
                try await paste(terminal, Self.stacked, "4 machines were added.")
                let process = try #require(try await terminal.foreground())
                kill(process, SIGKILL)
                try await terminal.wait { $0.contains("Killed") }
            }
            #expect(place.text("plan.yaml").contains("page: endpoint"))
            let command = "\(BuiltProgram.path) setup --plan \(place.plan) --from \(BuiltProgram.node("control-plane-1.36"))"
            try await Tmux.with(command, environment: place.environment) { terminal in
                try await terminal.wait { $0.contains("6 of 11  Endpoint") && !$0.contains("are being loaded") }
                try await terminal.press("Escape")
                try await terminal.wait {
                    $0.contains("5 of 11  Machines") && $0.contains("cp3") && $0.contains("192.0.2.13") && $0.contains("worker1")
                }
                try await terminal.press("Escape")
                try await terminal.wait {
                    $0.contains("4 of 11  Topology") && $0.contains("(•) Several control planes with etcd on them")
                }
            }
        }
    }

    @Test func aPlanThatWasLeftIsOfferedAgainOrBegunAnew() async throws {
        try await inPlace { place in
            try await opened(place, "") { terminal in
                try await enter(terminal, from: 1, to: 3)
                try await terminal.type("s")
                try await terminal.wait {
                    $0.contains("The answers are saved in") && $0.filter { $0 != "\n" }.contains("Continue with: drydock setup")
                }
            }
            #expect(place.text("state/drydock/plan.yaml").contains("page: release"))
            let command = "\(BuiltProgram.path) setup --from \(BuiltProgram.node("control-plane-1.36"))"
            try await Tmux.with(command, environment: place.environment) { terminal in
                try await terminal.wait { $0.contains("A plan was saved at the page Release") && $0.contains("Start over") }
                try await terminal.wait { !$0.contains("are being loaded") }
                try await terminal.press("Enter")
                try await terminal.wait { $0.contains("3 of 11  Release") }
            }
            try await Tmux.with(command, environment: place.environment) { terminal in
                try await terminal.wait { $0.contains("A plan was saved") && !$0.contains("are being loaded") }
                try await terminal.press("Down", "Enter")
                try await terminal.wait { $0.contains("1 of 11  Purpose") }
            }
        }
    }

    @Test func sLeavesAndPrintsTheCommandThatGoesOn() async throws {
        try await inPlace { place in
            try await opened(place, width: 120) { terminal in
                try await enter(terminal, from: 1, to: 4)
                try await terminal.type("s")
                try await terminal.wait {
                    $0.filter { $0 != "\n" }.contains("Continue with: drydock setup --plan \(place.plan)")
                        && $0.contains("The answers are saved in") && !$0.contains("4 of 11")  // the screen was given back
                }
            }
            #expect(place.text("plan.yaml").contains("page: topology"))
        }
    }

    @Test func aTerminalThatIsTooSmallSaysSoAndGoesOnWhenItGrows() async throws {
        try await inPlace { place in
            try await opened(place) { terminal in
                try await enter(terminal, from: 1, to: 3)
                try await terminal.resize(40, 10)
                try await terminal.wait { !$0.contains("3 of 11") && $0.contains("60x16 needed, 40x10 here") }
                try await terminal.resize(80, 24)
                try await terminal.wait { $0.contains("3 of 11  Release") }
            }
        }
    }

    @Test(arguments: [
        ("kind: ClusterPlan\napiVersion: drydock.dev/v1\nspec:\n\trelease: \"1.36\"\n", 4, "tab"),
        ("apiVersion: drydock.dev/v1\nkind: ClusterPlan\nspec:\n  topologie: single\n", 4, "topology"),
        ("apiVersion: drydock.dev/v2\nkind: ClusterPlan\n", 1, "drydock.dev/v2"),
    ])
    func aBadPlanFileIsRefusedBeforeTheScreenOpens(_ text: String, _ line: Int, _ word: String) async throws {
        try await inPlace { place in
            try Data(text.utf8).write(to: URL(filePath: place.plan))
            let command = "\(BuiltProgram.path) setup --plan \(place.plan) --from \(BuiltProgram.node("control-plane-1.36"))"
            try await Tmux.with(command + "; echo ended $?", width: 200, environment: place.environment) { terminal in
                try await terminal.wait {
                    $0.contains("ended 1") && $0.contains("plan.yaml:\(line): error:") && $0.contains(word)
                        && !$0.contains("of 11")
                }
            }
            #expect(place.text("plan.yaml") == text, "a file that cannot be read is never written over")
        }
    }

    @Test func plainModeGoesFromAnswersOnStdinToTheExport() async throws {
        try await inPlace { place in
            let arguments = ["setup", "--plain", "--plan", place.plan, "--from", BuiltProgram.node("control-plane-1.36")]
            // Each page's number for going on is asked of the page itself: the answers before it are the same each time.
            var answers: [String] = []
            for number in 1...10 {
                let output = try await BuiltProgram.run(
                    arguments[0], arguments[1], arguments[2], place.plan + ".\(number)", arguments[4], arguments[5],
                    input: answers.map { "\($0)\n" }.joined())
                let page = try #require(output.out.components(of: "\(number) of 11: ").last)
                answers.append(try #require(Self.number(of: "Continue to the next page", page)))
            }
            let review = try await BuiltProgram.run(
                arguments[0], arguments[1], arguments[2], place.plan, arguments[4], arguments[5],
                input: answers.map { "\($0)\n" }.joined())
            #expect(review.out.contains("11 of 11: Review."))
            #expect(!review.out.contains("\u{1B}"))
            let export = try #require(Self.number(of: "Export: write everything into a folder", review.out))
            let output = try await BuiltProgram.run(
                arguments[0], arguments[1], arguments[2], place.plan + ".whole", arguments[4], arguments[5],
                input: (answers + [export, "\(place.path)/out", "q"]).map { "\($0)\n" }.joined())
            #expect(output.status == 0)
            #expect(output.out.contains("files were written to \(place.path)/out"))
            #expect(place.has("out/plan.yaml"))
            #expect(place.has("out/machines/wb-cp1/root/etc/drydock/kubeadm/init.yaml"))
        }
    }

    /// The last number under which a choice is offered.
    private static func number(of choice: String, _ text: String) -> String? {
        text.split(separator: "\n").last { $0.hasSuffix(". \(choice)") }.map { String($0.prefix { $0 != "." }) }
    }
}

extension String {
    /// The parts between places of a text.
    fileprivate func components(of separator: String) -> [String] {
        var out: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            out.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return out + [String(rest)]
    }
}
