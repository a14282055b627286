import Planning
import Steps
import Text

/// What fetches the packages of one kind of machine, in a container of its system: the repositories of others are added as on the
/// machine itself, and everything that the packages need is taken whatever is installed there.
struct PackageScript {
    var packages: Bundle.Packages

    private var family: SystemFamily { packages.machine.os.family }

    /// A container's image of the system; nil where the plan does not say the version, and for systems that have none.
    var image: String? {
        let version = packages.osVersion
        if version.isEmpty { return nil }
        return switch packages.machine.os {
        case .debian: "docker.io/library/debian:\(version)"
        case .ubuntu: "docker.io/library/ubuntu:\(version)"
        case .fedora: "registry.fedoraproject.org/fedora:\(version)"
        // Red Hat's own images reach few packages without a subscription.
        case .rhel: "docker.io/rockylinux/rockylinux:\(version.prefix { $0 != "." })"
        case .amazonLinux: "docker.io/library/amazonlinux:\(version)"
        case .suse: "registry.opensuse.org/opensuse/leap:\(version)"
        case .flatcar, .other, .windows: nil
        }
    }

    var text: String {
        """
        #!/bin/sh
        # Fetches packages for \(packages.kind) into /out, with all that they need. fetch.sh runs it in a container.
        set -eu
        \(([tools] + repositories + [fetch]).joined(separator: "\n"))

        """
    }

    private var tools: String {
        switch family {
        case .apt:
            """
            export DEBIAN_FRONTEND=noninteractive
            apt-get -qq update
            apt-get -qq --yes --no-install-recommends install apt-utils ca-certificates curl >/dev/null
            """
        case .dnf: "dnf --quiet --assumeyes install dnf-plugins-core createrepo_c"
        default: "zypper --non-interactive --quiet install createrepo_c curl"
        }
    }

    /// The repositories of others.
    private var repositories: [String] {
        packages.repositories.flatMap { action -> [String] in
            switch action {
            case .fetch(let fetch): [ShellLine.of(["curl", "--create-dirs", "-fsSL", "-o", fetch.path, fetch.url])]
            case .write(let file): ["cat >\(ShellLine.of([file.path])) <<'END'\n\(file.content)END"]
            default: []
            }
        }
    }

    private var fetch: String {
        let words = ShellLine.of(packages.words)
        let folder = "\(BundlePlace.folder)/packages/\(packages.kind)"
        switch family {
        case .apt:
            return """
                apt-get -qq update
                mkdir -p /out/partial
                : >/tmp/nothing-installed
                apt-get -qq --yes --no-install-recommends --download-only --option APT::Sandbox::User=root \\
                    --option Dir::State::status=/tmp/nothing-installed --option Dir::Cache::archives=/out install \(words)
                cd /out
                rm -rf partial lock
                apt-ftparchive packages . >Packages
                echo 'deb [trusted=yes] file:\(folder) ./' >drydock.list
                """
        case .dnf:
            return """
                dnf --quiet download --resolve --alldeps --setopt=disable_excludes=kubernetes --destdir /out \(words)
                createrepo_c --quiet /out
                """
        default:
            return """
                zypper --non-interactive --gpg-auto-import-keys --pkg-cache-dir /tmp/packages install --download-only --no-recommends \\
                    \(words)
                find /tmp/packages -name '*.rpm' -exec cp {} /out/ \\;
                createrepo_c --quiet /out
                mkdir -p /out/repos.d
                printf '[drydock]\\nname=drydock\\nbaseurl=file://\(folder)\\nenabled=1\\ngpgcheck=0\\n' >/out/repos.d/drydock.repo
                """
        }
    }
}
