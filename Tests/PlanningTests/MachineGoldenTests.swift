import GoldenSupport
import Steps
import Testing

@testable import Planning
@testable import Rendering

/// Every distinct file that machines get, once, by the branch that makes it.
struct MachineGoldenTests {
    @Test(arguments: [
        ("containerd-version-2", 30, "1.6", ClusterPlan.CgroupDriver.systemd),
        ("containerd-version-2-cgroupfs", 30, "1.7", .cgroupfs),
        ("containerd-version-3-bin-dir", 34, "2.0", .systemd), ("containerd-version-3", 36, "2.2", .systemd),
    ])
    func containerd(_ name: String, _ minor: Int, _ series: String, _ driver: ClusterPlan.CgroupDriver) throws {
        var one = MachineCase(minor: minor, series: series)
        one.plan.cgroupDriver = driver
        #expect(Golden.difference(text: try one.file("/etc/containerd/config.toml"), name) == nil)
    }

    @Test("containerd's configuration of version 4, which no daemon of the lab reads: unproved")
    func containerdVersionFourUnproved() throws {
        let text = try MachineCase(minor: 36, series: "2.3").file("/etc/containerd/config.toml")
        #expect(Golden.difference(text: text, "containerd-version-4-unproved") == nil)
    }

    @Test(arguments: [("crio", ClusterPlan.CgroupDriver.systemd), ("crio-cgroupfs", .cgroupfs)])
    func crio(_ name: String, _ driver: ClusterPlan.CgroupDriver) throws {
        var one = MachineCase(runtime: .crio)
        one.plan.cgroupDriver = driver
        #expect(Golden.difference(text: try one.file("/etc/crio/crio.conf.d/20-drydock.conf"), name) == nil)
    }

    @Test func docker() throws {
        var one = MachineCase(runtime: .docker)
        #expect(Golden.difference(text: try one.file("/etc/docker/daemon.json"), "docker-daemon") == nil)
        #expect(Golden.difference(text: try one.file(CRIDockerd.dropIn), "cri-dockerd") == nil)
        one.plan.network.podSubnets.append("fd00:1::/56")
        #expect(Golden.difference(text: try one.file(CRIDockerd.dropIn), "cri-dockerd-dual-stack") == nil)
    }

    @Test(arguments: [
        ("kubernetes-apt", OperatingSystem.debian, "/etc/apt/sources.list.d/kubernetes.sources", 36),
        ("kubernetes-apt-1.24", .ubuntu, "/etc/apt/sources.list.d/kubernetes.sources", 24),
        ("kubernetes-dnf", .rhel, "/etc/yum.repos.d/kubernetes.repo", 36),
        ("kubernetes-zypper", .suse, "/etc/zypp/repos.d/kubernetes.repo", 36),
    ])
    func repository(_ name: String, _ os: OperatingSystem, _ path: String, _ minor: Int) throws {
        #expect(Golden.difference(text: try MachineCase(minor: minor, os).file(path), "repository-\(name)") == nil)
    }

    @Test func repositoriesOfRuntimes() throws {
        let apt = MachineCase(series: "2.2"), dnf = MachineCase(.fedora, version: "42", series: "2.2")
        #expect(Golden.difference(text: try apt.file("/etc/apt/sources.list.d/docker.sources"), "repository-docker-apt") == nil)
        #expect(Golden.difference(text: try dnf.file("/etc/yum.repos.d/docker.repo"), "repository-docker-dnf") == nil)
        let crio = MachineCase(runtime: .crio), crioDNF = MachineCase(.rhel, version: "9", runtime: .crio)
        #expect(Golden.difference(text: try crio.file("/etc/apt/sources.list.d/cri-o.sources"), "repository-crio-apt") == nil)
        #expect(Golden.difference(text: try crioDNF.file("/etc/yum.repos.d/cri-o.repo"), "repository-crio-dnf") == nil)
    }

    @Test func kernel() throws {
        #expect(Golden.difference(text: try MachineCase(minor: 29).file(KernelModules.path), "modules-bridge") == nil)
        var ipvs = MachineCase()
        ipvs.plan.kubeProxy.mode = .ipvs
        ipvs.plan.network.podSubnets = ["10.1.0.0/16", "fd00:1::/56"]
        #expect(Golden.difference(text: try ipvs.file(KernelModules.path), "modules-ipvs") == nil)
        #expect(Golden.difference(text: try ipvs.file(KernelSettings.path), "sysctl-dual-stack") == nil)
        #expect(Golden.difference(text: try MachineCase(minor: 29).file(KernelSettings.path), "sysctl-bridge") == nil)
    }

    @Test(arguments: [
        ("debian-12", 36, OperatingSystem.debian, "12", RuntimeChoice.Kind.containerd),
        ("debian-1.23", 23, .debian, "12", .containerd), ("debian-1.23-docker", 23, .debian, "12", .docker),
        ("fedora-1.34", 34, .fedora, "42", .containerd), ("suse-1.31-cri-o", 31, .suse, "15.6", .crio),
        ("flatcar-1.33", 33, .flatcar, "", .containerd), ("other-1.36", 36, .other, "", .containerd),
        ("ubuntu-1.35-docker", 35, .ubuntu, "24.04", .docker), ("rhel-1.36-mcr", 36, .rhel, "9", .mcr),
    ])
    func steps(_ name: String, _ minor: Int, _ os: OperatingSystem, _ version: String, _ runtime: RuntimeChoice.Kind) throws {
        let one = MachineCase(minor: minor, os, version: version, runtime: runtime)
        #expect(Golden.difference(text: try one.steps(), "steps-\(name)") == nil)
    }

    @Test func airGap() throws {
        var one = MachineCase()
        one.plan.images.isAirGapped = true
        #expect(Golden.difference(text: try one.steps(), "steps-air-gap") == nil)
        let context = try one.context()
        #expect(
            Golden.difference(text: try #require(ImageMirror().documents(Plan(), context).first?.content), "images-archives")
                == nil)
        one.plan.images.repository = "registry.example:5000/k8s"
        let mirror = try #require(ImageMirror().documents(Plan(), one.context()).first?.content)
        #expect(Golden.difference(text: mirror, "images-registry") == nil)
    }

    @Test func scripts() throws {
        let (plan, context) = try MachineCase(minor: 34, version: "13").made()
        let script = try #require(try InstallScript().documents(plan, context).first { $0.path == "machines/cp1/install.sh" })
        #expect(script.mode == 0o755)
        #expect(Golden.difference(text: script.content, "install-sh") == nil)
        var one = MachineCase()
        one.plan.machines.append(Machine(name: "win1", addresses: ["192.0.2.31"], roles: [.worker], os: .windows))
        let (mixed, windows) = try one.made()
        let powershell = try #require(try PowerShellScript().documents(mixed, windows).first)
        #expect(Golden.difference(text: powershell.content, "install-ps1") == nil)
        let documents = WindowsWorkload().documents(mixed, windows)
        #expect(documents.map(\.path) == ["manifests/windows-runtime-class.yaml", "windows.md"])
        #expect(Golden.difference(text: documents.map(\.content).joined(separator: "---\n"), "windows-documents") == nil)
    }
}
