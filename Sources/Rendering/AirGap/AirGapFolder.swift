import Planning
import Steps
import Text

/// The folder `airgap`: lists of everything that the plan takes from outside the site, a script that fetches it where there is internet,
/// and one that loads it on the other side. As a whole it is carried to each machine.
struct AirGapFolder: Exporter {
    func documents(_ plan: Plan, _ context: PlanContext) -> [PlannedFile] {
        guard context.plan.images.isAirGapped, !context.isRemoval, context.plan.tool == .kubeadm else { return [] }
        let bundle = Bundle(context)
        var out = [
            PlannedFile("airgap/README.md", AirGapGuide.text(bundle, context)),
            PlannedFile("airgap/fetch.sh", mode: 0o755, FetchScript(bundle: bundle, context: context).text),
            PlannedFile("airgap/load.sh", mode: 0o755, LoadScript(context: context).text),
            PlannedFile("airgap/files.txt", Self.files(bundle)), PlannedFile("airgap/images.txt", Self.images(bundle)),
        ]
        if !bundle.packages.isEmpty {
            out.append(PlannedFile("airgap/packages.txt", Self.packages(bundle)))
            out += bundle.packages.map { PlannedFile("airgap/packages/\($0.kind).sh", PackageScript(packages: $0).text) }
        }
        return out
    }

    private static func files(_ bundle: Bundle) -> String {
        let lines = bundle.files.map { "\(proof($0.proof)) \(BundlePlace.path(of: $0.url)) \($0.url)\n" }
        return """
            # What proves it (its SHA-256, the file that its project publishes with it, or TLS alone), where it lies here, where it comes from.

            """ + lines.joined()
    }

    private static func proof(_ proof: Fetch.Proof) -> String {
        switch proof {
        case .sha256(let sum): sum
        case .published(let url, let name): "\(BundlePlace.path(of: url))#\(name)"
        case .key, .onlyTLS: "tls"
        }
    }

    private static func images(_ bundle: Bundle) -> String {
        "# Where it is published, the name by which machines ask for it.\n"
            + bundle.images.map { "\($0.from) \($0.to)\n" }.joined()
    }

    private static func packages(_ bundle: Bundle) -> String {
        "# A kind of machine, its processor, and a container's image in which its packages can be fetched; - where none is known.\n"
            + bundle.packages.map {
                "\($0.kind) \($0.machine.architecture.rawValue) \(PackageScript(packages: $0).image ?? "-")\n"
            }
            .joined()
    }
}

/// airgap/README.md.
enum AirGapGuide {
    static func text(_ bundle: Bundle, _ context: PlanContext) -> String {
        let plan = context.plan
        var out = "# \(plan.name) without internet\n\n"
        out += MarkdownText.paragraph(
            "No step of the plan leaves the site. What the steps take from elsewhere stands in the lists of this folder: "
                + "\(bundle.files.count) files in `files.txt`, \(bundle.images.count) images in "
                + "`images.txt`" + (bundle.packages.isEmpty ? "." : ", and packages in `packages/`."))
        out += "\n## On a machine with internet\n\n" + MarkdownText.code(["./fetch.sh"], "sh") + "\n"
        out += MarkdownText.paragraph(
            "It needs Linux, curl, and skopeo for the images"
                + (bundle.packages.isEmpty ? "" : "; docker or podman for the packages")
                + ". It compares each file with what proves it, notes the digest of each image, and writes the checksums of all into "
                + "`SHA256SUMS`. It may be run again: what is there is not fetched anew.")
        out += "\n## On the other side\n\n"
        out +=
            MarkdownText.paragraph("Carry the whole folder to each machine as `\(BundlePlace.folder)`, such as with these lines:")
            + "\n"
        out += MarkdownText.code(
            plan.machines.filter { !$0.isWindows }.map { machine in
                ShellLine.of([
                    "rsync", "--archive", "--mkpath", "./",
                    "\(machine.user)@\(machine.address.contains(":") ? "[\(machine.address)]" : machine.address):\(BundlePlace.folder)/",
                ])
            }, "sh")
        if plan.images.repository.isEmpty {
            out +=
                "\n"
                + MarkdownText.paragraph(
                    "The plan's step `import-images` then gives every image to the machine's runtime, by `load.sh images`.")
        } else {
            out +=
                "\n"
                + MarkdownText.paragraph(
                    "Once, from a machine that reaches \(plan.images.repository), after `skopeo login` where it asks for one:")
                + "\n"
                + MarkdownText.code(["./load.sh push"], "sh")
        }
        return out + unknown(bundle, context) + notes(context)
    }

    private static func unknown(_ bundle: Bundle, _ context: PlanContext) -> String {
        var out: [String] = []
        for packages in bundle.packages where packages.osVersion.isEmpty {
            out.append(
                "The plan does not say which version of \(packages.machine.os.rawValue) \(packages.machine.name) runs, so its packages cannot be fetched: give `osVersion` to the machine and write the plan anew."
            )
        }
        if let addOn = context.addOn, addOn.isMaintained, !addOn.images.contains(where: { $0.version == addOn.meant(context) }) {
            out.append(
                "drydock does not know the images of \(addOn.title) \(addOn.meant(context)): `fetch.sh` takes those that its files name, and says so."
            )
        }
        if context.plan.runtime.kind == .mcr {
            out.append("Mirantis Container Runtime is installed by you; it is not in the lists.")
        }
        if !context.windowsNodes.isEmpty {
            out.append("Images of Windows pods are not in the lists: they depend on the host's build of Windows.")
        }
        return out.isEmpty ? "" : "\n## What is not in it\n\n" + out.map(MarkdownText.item).joined()
    }

    private static func notes(_ context: PlanContext) -> String {
        guard context.plan.images.repository.isEmpty else { return "" }
        return "\n"
            + MarkdownText.paragraph(
                "The kubelet removes images that nothing uses when the disk fills; `load.sh images` brings them back.")
    }
}
