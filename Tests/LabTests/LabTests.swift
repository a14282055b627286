import Glibc
import Testing

extension LabSuite {
    /// The lab itself.
    struct LabTests {
        @Test("A command on a node has its output and its status, and its words come through whole")
        func run() async throws {
            let node = try await LabNodes.shared.node(on: Lab.debians[0])
            let output = try await node.run("sh", "-c", "printf '%s|' \"$@\"; hostname; exit 7", "sh", "a b", "$HOME;`id`", "")
            #expect(output.status == 7)
            #expect(output.text == "a b|$HOME;`id`||\(node.name)\n")
        }

        @Test("Files and folders go onto a node and come back the same, and belong to root there")
        func pushAndPull() async throws {
            let node = try await LabNodes.shared.node(on: Lab.debians[0])
            let folder = try scratch()
            try await Lab.shared.must("push", node.name, Lab.folder + "/faults", "/root/faults")
            try await Lab.shared.must("pull", node.name, "/root/faults", folder + "/faults")
            #expect(contents(of: folder + "/faults/disk-is-full.sh") == contents(of: Lab.folder + "/faults/disk-is-full.sh"))
            #expect(try await node.run("stat", "-c", "%u:%g", "/root/faults/disk-is-full.sh").text == "0:0\n")
            _ = try await node.run("rm", "-r", "/root/faults")
        }

        @Test("Two labs have the same names and addresses and do not see each other")
        func apart() async throws {
            let node = try await LabNodes.shared.node(on: Lab.debians[0])
            let other = Lab(id: Lab.shared.id + "b")
            try await other.must("boot", node.name, "--from", node.debian, "--bare")
            try await other.must("run", node.name, "touch", "/root/other")
            #expect(try await node.run("test", "-e", "/root/other").status == 1)
            let address = try await node.run("hostname", "-i").text
            #expect(try await other("run", node.name, "hostname", "-i").text == address)
            try await other.must("clean")
            #expect(try await other("list").text.isEmpty)
            #expect(try await node.run("true").status == 0)
        }

        @Test("No node may set the machine's clock")
        func clock() async throws {
            let node = try await LabNodes.shared.node(on: Lab.debians[0])
            // Bit 25 is CAP_SYS_TIME: it must be missing in what PID 1 can ever have.
            let status = try await node.run("sed", "-n", "s/^CapBnd:\\t//p", "/proc/1/status").text
            let capabilities = try #require(UInt64(status.prefix(16), radix: 16))
            #expect(capabilities & (1 << 25) == 0)
        }

        @Test("A node's disk is its own, and nearly empty, however full the machine's is")
        func disk() async throws {
            let node = try await LabNodes.shared.node(on: Lab.debians[0])
            for path in ["/", "/var/lib/containerd", "/var/lib/kubelet"] {
                let words = try await node.run("stat", "-f", "-c", "%S %b %a", path).text
                let numbers = words.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
                try #require(numbers.count == 3, "stat -f says: \(words)")
                // Of a sparse file of 24 GiB: file system's own tables excepted, and a few hundred MB of images and logs.
                #expect((22 << 30)...(24 << 30) ~= numbers[0] * numbers[1], "\(path) has \(numbers[0] * numbers[1]) bytes")
                #expect(numbers[2] * 10 >= numbers[1] * 8, "\(path) has \(numbers[2]) of \(numbers[1]) blocks free")
            }
        }

        @Test("A node's kernel log begins with the node: what the machine's kernel said before is not the node's")
        func kernelLog() async throws {
            let node = try await LabNodes.shared.node(on: Lab.debians[0])
            let start = try await node.run("sh", "-c", "awk -v t=$(getconf CLK_TCK) '{print int($22 / t)}' /proc/1/stat").text
            let began = try #require(Int(start.trimmingPrefix { $0.isWhitespace }.prefix { $0.isNumber }))
            let times = try await node.run("dmesg").text.split(separator: "\n").compactMap { line in
                line.first == "[" ? Int(line.dropFirst().drop { $0 == " " }.prefix { $0.isNumber }) : nil
            }
            #expect(times.allSatisfy { $0 >= began }, "the node began at \(began), the log at \(times.min() ?? 0)")
        }

        private func scratch() throws -> String {
            var template = Array("/tmp/drydock-lab-XXXXXX".utf8CString)
            guard mkdtemp(&template) != nil else { throw Lab.Failure(description: "no scratch folder") }
            return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}
