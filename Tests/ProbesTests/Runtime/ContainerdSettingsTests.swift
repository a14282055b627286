import Facts
import Knowledge
import TOML
import Testing

@testable import Probes

/// What each release makes of a file. The cases under 1.6.20 and 2.1.9 were compared with `containerd config dump` of these.
@Suite struct ContainerdSettingsTests {
    static let old = """
        version = 2
        [plugins."io.containerd.grpc.v1.cri"]
          sandbox_image = "mirror/pause:1"
          [plugins."io.containerd.grpc.v1.cri".cni]
            bin_dir = "/usr/lib/cni"
          [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
            runtime_type = "io.containerd.runc.v2"
            [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
              SystemdCgroup = true
        """
    static let new = """
        version = 3
        [plugins.'io.containerd.cri.v1.images'.pinned_images]
          sandbox = 'mirror/pause:1'
        [plugins.'io.containerd.cri.v1.runtime'.cni]
          bin_dirs = ['/usr/lib/cni']
        [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
          runtime_type = 'io.containerd.runc.v2'
          [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
            SystemdCgroup = true
        """

    static func settings(_ release: (Int, Int, Int), _ texts: String...) throws -> ContainerdSettings {
        var files = ContainerdFiles(main: "/etc/containerd/config.toml")
        files.files = try texts.enumerated().map {
            try TOMLFile(
                path: $0.offset == 0 ? "/etc/containerd/config.toml" : "/etc/containerd/conf.d/\($0.offset).toml",
                bytes: Array($0.element.utf8))
        }
        files.isAbsent = texts.isEmpty
        return ContainerdSettings(
            files, for: ContainerdRelease(ComponentVersion(release.0, release.1, release.2), Knowledge.releases.containerd))
    }

    @Test(
        arguments: [
            ((1, 6, 20), old, true), ((1, 7, 34), old, true), ((2, 0, 0), old, true), ((2, 2, 7), old, true),
            ((2, 3, 4), old, true),
            ((1, 6, 20), new, false), ((2, 0, 0), new, true), ((2, 2, 7), new, true), ((2, 3, 4), new, true),
            // The old table in a file of version 3: 2.3 carries it over, because it knows version 4; 2.0 to 2.2 do not.
            ((2, 2, 7), old.replacing("version = 2", with: "version = 3"), false),
            ((2, 3, 4), old.replacing("version = 2", with: "version = 3"), true),
            ((2, 3, 4), old.replacing("version = 2", with: "version = 4"), false),
            // Without a version: 1.x reads the short name only, 2.0 to 2.2 neither, and 2.3 carries both over.
            ((1, 6, 20), old.replacing("version = 2", with: ""), false),
            ((2, 1, 9), old.replacing("version = 2", with: ""), false),
            ((2, 3, 4), old.replacing("version = 2", with: ""), true),
            ((1, 6, 20), old.replacing("version = 2", with: "").replacing("\"io.containerd.grpc.v1.cri\"", with: "cri"), true),
            ((2, 0, 0), old.replacing("version = 2", with: "").replacing("\"io.containerd.grpc.v1.cri\"", with: "cri"), false),
            ((2, 3, 4), old.replacing("version = 2", with: "").replacing("\"io.containerd.grpc.v1.cri\"", with: "cri"), true),
        ] as [((Int, Int, Int), String, Bool)])
    func eachReleaseReadsItsOwnTables(release: (Int, Int, Int), text: String, isRead: Bool) throws {
        let settings = try Self.settings(release, text)
        #expect(settings.deciding?.systemdCgroup?.flag ?? false == isRead)
        #expect(settings.sandboxImage == (isRead ? "mirror/pause:1" : nil))
        #expect(settings.cniBinDirs == [isRead ? "/usr/lib/cni" : "/opt/cni/bin"])
        #expect(settings.ignored.contains { $0.text(.setting) == "SystemdCgroup" } == !isRead)
    }

    @Test func whatIsReadNamesItsLine() throws {
        let source = try Self.settings((2, 2, 7), Self.old).source(of: [
            "containerd", "runtimes", "runc", "options", "SystemdCgroup",
        ])
        #expect(source?.origin == "/etc/containerd/config.toml:9")
        #expect(source?.text == "SystemdCgroup = true")
    }

    @Test func oneXReplacesTheTableOfAPluginAsAWhole() throws {
        let dropIn =
            "version = 2\ndisabled_plugins = [\"io.containerd.snapshotter.v1.zfs\"]\n[plugins.\"io.containerd.grpc.v1.cri\".cni]\nconf_dir = \"/y\"\n"
        let first = try Self.settings(
            (1, 6, 20), "disabled_plugins = [\"io.containerd.snapshotter.v1.aufs\"]\n" + Self.old, dropIn)
        #expect(first.sandboxImage == nil)
        #expect(first.disabledPlugins == ["io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.zfs"])
        #expect(first.runtime["cni", "conf_dir"]?.text == "/y")
        #expect(try Self.settings((2, 1, 9), Self.new, dropIn).runtime["cni", "conf_dir"]?.text == "/y")
        #expect(try Self.settings((2, 1, 9), Self.new, dropIn).sandboxImage == "mirror/pause:1")
        let second = try Self.settings((2, 2, 7), Self.old, dropIn)
        #expect(second.sandboxImage == "mirror/pause:1")
        #expect(second.runtime["cni", "conf_dir"]?.text == "/y")
        #expect(second.deciding?.systemdCgroup?.flag == true)
    }

    @Test(
        arguments: [
            ((1, 6, 20), "disabled_plugins = ['cri']", true, []),
            ((1, 7, 34), "version = 2\ndisabled_plugins = ['cri']", false, ["cri"]),
            ((1, 6, 20), "disabled_plugins = ['io.containerd.grpc.v1.cri']", false, []),
            ((2, 0, 0), "disabled_plugins = ['cri']", true, []),
            ((2, 2, 7), "version = 2\ndisabled_plugins = ['cri']", false, ["cri"]),
            ((2, 2, 7), "version = 3\ndisabled_plugins = ['io.containerd.cri.v1.runtime']", true, []),
            ((1, 6, 20), "version = 2\n[plugins.cri]\nx = 1", false, ["cri"]),
            ((2, 2, 7), "version = 3\n[plugins.cri]\nx = 1", false, []),
        ] as [((Int, Int, Int), String, Bool, [String])])
    func disabledAndRefusedPlugins(release: (Int, Int, Int), text: String, isDisabled: Bool, refused: [String]) throws {
        let settings = try Self.settings(release, text)
        #expect(settings.criIsDisabled == isDisabled)
        #expect(settings.refusedPlugins == refused)
    }

    @Test func withoutAFileTheDefaultsHold() throws {
        for release in [(1, 6, 20), (2, 2, 7)] {
            let settings = try Self.settings(release)
            #expect(settings.criIsDisabled == false)
            #expect(settings.version == settings.release.newestConfig)
            #expect(settings.deciding?.name == "runc")
            #expect(settings.deciding?.systemdCgroup == nil)
            #expect(settings.criProblem == nil)
            #expect(settings.ignored.isEmpty)
        }
    }

    @Test(
        arguments: [
            ((1, 6, 31), false), ((1, 6, 32), true), ((1, 7, 16), false), ((1, 7, 17), true), ((2, 0, 0), true),
            ((1, 5, 9), false),
        ] as [((Int, Int, Int), Bool)])
    func whichReleasesRefuseNewerFiles(release: (Int, Int, Int), refuses: Bool) {
        #expect(
            ContainerdRelease(ComponentVersion(release.0, release.1, release.2), Knowledge.releases.containerd).refusesNewer
                == refuses)
    }

    @Test func aDefaultRuntimeOfAnotherKindDecidesNothingIn1x() throws {
        let text =
            Self.old
            + "\n[plugins.\"io.containerd.grpc.v1.cri\".containerd]\ndefault_runtime_name = 'kata'\n[plugins.\"io.containerd.grpc.v1.cri\".containerd.runtimes.kata]\nruntime_type = 'io.containerd.kata.v2'\n"
        #expect(try Self.settings((1, 7, 34), text).deciding == nil)
        #expect(try Self.settings((2, 2, 7), text).deciding?.name == "runc")
    }

    @Test(arguments: [
        ("containerd github.com/containerd/containerd 1.6.20~ds1 1.6.20~ds1-1+deb12u3", "1.6.20~ds1", 6, 20),
        ("containerd github.com/containerd/containerd/v2 v2.2.1 dea7da5", "2.2.1", 2, 1),
        ("crio version 1.36.3", "1.36.3", 36, 3),
        ("Docker version 28.5.1, build f8215cc", "28.5.1", 5, 1), ("runc version 1.1.15", "1.1.15", 1, 15),
        ("v2.4.0-beta+main", "2.4.0-beta+main", 4, 0),
    ])
    func versionsAreReadFromWhatProgramsPrint(line: String, text: String, minor: Int, patch: Int) {
        let version = ComponentVersion(in: line)
        #expect(version?.text == text)
        #expect(version?.minor == minor)
        #expect(version?.patch == patch)
    }

    @Test func runningConfigurationIsReadFromStatus() {
        let json =
            #"{"containerd":{"defaultRuntimeName":"runc","runtimes":{"runc":{"runtimeType":"io.containerd.runc.v2","options":{}}}},"sandboxImage":"x"}"#
        #expect(RunningConfig(json)?.systemdCgroup == false)
        #expect(RunningConfig(json)?.sandboxImage == "x")
        #expect(RunningConfig(json.replacing("{}", with: #"{"SystemdCgroup":true}"#))?.systemdCgroup == true)
        #expect(RunningConfig(json.replacing("io.containerd.runc.v2", with: "io.containerd.kata.v2"))?.systemdCgroup == nil)
        #expect(RunningConfig("nothing") == nil)
    }
}

extension String {
    fileprivate func replacing(_ part: String, with other: String) -> String {
        var out = ""
        var rest = self[...]
        while let place = rest.range(of: part) {
            out += rest[..<place.lowerBound] + other
            rest = rest[place.upperBound...]
        }
        return out + rest
    }
}
