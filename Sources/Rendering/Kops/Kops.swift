import Planning
import Steps
import Text

/// A script with the commands of kops, in the order in which they are safe: show first, change when told.
struct Kops: Exporter {
    func documents(_ plan: Plan, _ context: PlanContext) -> [PlannedFile] {
        guard context.plan.tool == .kops else { return [] }
        return [
            PlannedFile("kops/create.sh", mode: 0o755, KopsScript(context: context).text),
            PlannedFile("kops/README.md", KopsGuide.text(context)),
        ]
    }
}

/// kops/create.sh.
struct KopsScript {
    var context: PlanContext
    private var release: KopsRelease { KopsRelease(minor: context.release.minor) }

    init(context: PlanContext) { self.context = context }

    var text: String {
        """
        #!/bin/sh
        # Kubernetes \(context.version) with kops \(context.release.id). Written by drydock; POSIX sh.
        # Nothing is made or removed in the cloud but by "apply" and "remove".
        set -eu

        usage() {
            cat <<EOF
        usage: $0 show|spec|preview|apply|validate|list|remove

          show      the cluster's specification, as kops would write it; nothing is stored
          spec      stores the specification in the state store
          preview   what kops would make in the cloud
          apply     makes it, and waits until the cluster answers
          validate  whether the cluster is well
          list      what "remove" would remove
          remove    removes the cluster and everything that kops made for it

        Variables that must be set:
          KOPS_STATE_STORE  where kops keeps specifications, such as s3://BUCKET
          ADMIN_ACCESS      the range from which the API may be reached, such as 198.51.100.0/24
          ZONES             the cloud's zones, with commas
        That may be set, with what they are now:
          NAME=$NAME CLOUD=$CLOUD NODE_COUNT=$NODE_COUNT SSH_ACCESS=$SSH_ACCESS SSH_PUBLIC_KEY=$SSH_PUBLIC_KEY
          TOPOLOGY=$TOPOLOGY \(sizeName)=\(sizeValue) NODE_SIZE=${NODE_SIZE:-(kops chooses)}
        EOF
        }

        # A name that ends in .k8s.local needs no DNS zone: the machines tell each other where they are.
        NAME=${NAME:-\(ShellLine.of([name]))}
        CLOUD=${CLOUD:-aws}
        NODE_COUNT=${NODE_COUNT:-2}
        \(sizeName)=${\(sizeName):-}
        NODE_SIZE=${NODE_SIZE:-}
        TOPOLOGY=${TOPOLOGY:-private}
        SSH_PUBLIC_KEY=${SSH_PUBLIC_KEY:-$HOME/.ssh/id_ed25519.pub}
        ADMIN_ACCESS=${ADMIN_ACCESS:-}
        SSH_ACCESS=${SSH_ACCESS:-$ADMIN_ACCESS}
        ZONES=${ZONES:-}

        die() { printf '%s\\n' "$*" >&2; exit 2; }

        needs_state() {
            [ -n "${KOPS_STATE_STORE:-}" ] || die "Set KOPS_STATE_STORE to where kops keeps its specifications, such as s3://BUCKET."
            export KOPS_STATE_STORE
            command -v kops >/dev/null || die "There is no kops here; get kops \(context.release.id) or a newer one."
        }

        # create WORDS...: the same specification, shown or stored.
        create() {
            [ -n "$ZONES" ] || die "Set ZONES to the cloud's zones, such as eu-central-1a,eu-central-1b,eu-central-1c."
            [ -n "$ADMIN_ACCESS" ] || die "Set ADMIN_ACCESS: without it kops lets the whole internet reach the API."
            # One control plane a zone, each with a member of etcd, of which there must be an odd number.
            control_zones=$(printf '%s' "$ZONES" | tr ',' '\\n' | sed '/^$/d' | head -n \(most) | paste -s -d , -)
            controls=$(printf '%s\\n' "$control_zones" | tr ',' '\\n' | wc -l)
            case $controls in *[02468]) control_zones=${control_zones%,*} controls=$((controls - 1)) ;; esac
            [ -z "$\(sizeName)" ] || set -- "$@" --\(release.controlPlane)-size "$\(sizeName)"
            [ -z "$NODE_SIZE" ] || set -- "$@" --node-size "$NODE_SIZE"
            kops create cluster \\
        \(flags.map { "        \($0) \\\n" }.joined())        "$@"
        }

        case ${1:-} in
        show)
            needs_state
            create --dry-run --output yaml
            ;;
        spec)
            needs_state
            create
            ;;
        preview)
            needs_state
            kops update cluster --name "$NAME"
            ;;
        apply)
            needs_state
            kops update cluster --name "$NAME" --yes --admin
            kops validate cluster --name "$NAME" --wait 15m
            ;;
        validate)
            needs_state
            kops validate cluster --name "$NAME"
            ;;
        list)
            needs_state
            kops delete cluster --name "$NAME"
            ;;
        remove)
            needs_state
            [ "${REALLY:-}" = "$NAME" ] || die "This removes $NAME with its machines and disks. Set REALLY=$NAME to go on."
            kops delete cluster --name "$NAME" --yes
            ;;
        -h | --help)
            usage
            ;;
        *)
            usage >&2
            exit 2
            ;;
        esac

        """
    }

    /// How many control planes the plan wants at most.
    private var most: Int { context.plan.topology == .single ? 1 : max(3, context.plan.machines(.controlPlane).count) }
    private var sizeName: String { release.controlPlane == "master" ? "MASTER_SIZE" : "CONTROL_PLANE_SIZE" }
    private var sizeValue: String { "${\(sizeName):-(kops chooses)}" }
    private var name: String { context.plan.name.contains(".") ? context.plan.name : "\(context.plan.name).k8s.local" }

    private var flags: [String] {
        let plan = context.plan
        return [
            "--name \"$NAME\"", "--cloud \"$CLOUD\"", "--zones \"$ZONES\"",
            "--\(release.controlPlane)-count \"$controls\"", "--\(release.controlPlane)-zones \"$control_zones\"",
            "--node-count \"$NODE_COUNT\"",
            "--kubernetes-version \(context.version)", "--networking \(release.networking(plan.network.addOn.name) ?? "cni")",
            "--topology \"$TOPOLOGY\"", "--admin-access \"$ADMIN_ACCESS\"", "--ssh-access \"$SSH_ACCESS\"",
            "--ssh-public-key \"$SSH_PUBLIC_KEY\"", "--authorization RBAC", "--encrypt-etcd-storage",
        ]
    }
}

/// What to do with the script, and what of the plan kops decides itself.
enum KopsGuide {
    static func text(_ context: PlanContext) -> String {
        let plan = context.plan
        var out = "# kops: \(plan.name)\n\n"
        out +=
            MarkdownText.paragraph(
                "`create.sh` holds the commands for kops \(context.release.id), which makes machines, networks, DNS and the cluster in a "
                    + "cloud account. Each step shows before it changes.") + "\n"
        out += MarkdownText.code(
            [
                "export KOPS_STATE_STORE=s3://BUCKET ZONES=eu-central-1a,eu-central-1b,eu-central-1c ADMIN_ACCESS=198.51.100.0/24",
                "./create.sh show", "./create.sh spec", "./create.sh preview", "./create.sh apply",
            ], "sh")
        out +=
            "\n"
            + MarkdownText.paragraph(
                "kops itself is one file: take `kops-linux-amd64` of a release \(context.release.id) from github.com/kubernetes/kops/releases, compare its "
                    + "SHA-256, and put it into your PATH as kops. The state store is a bucket of your cloud, with versions kept, which must exist: on "
                    + "AWS `aws s3 mb s3://BUCKET` and `aws s3api put-bucket-versioning --bucket BUCKET --versioning-configuration Status=Enabled`. A "
                    + "name that does not end in .k8s.local needs a DNS zone: `aws route53 create-hosted-zone --name DOMAIN --caller-reference 1`."
            )
        out += "\n" + MarkdownText.item("kops may be newer than the cluster by minor releases, never older.")
        out += MarkdownText.item(
            "Each of the first zones takes a control plane with a member of etcd, of an odd number: of two zones one is used for them."
        )
        if KopsRelease(minor: context.release.minor).networking(plan.network.addOn.name) == nil {
            out += MarkdownText.item(
                "kops does not install \(plan.network.addOn.name): it is told cni, so nodes stay not ready until you install an add-on."
            )
        }
        if plan.topology == .external {
            out += MarkdownText.item("kops runs etcd on the control planes; machines of its own for etcd it does not make.")
        }
        out += MarkdownText.item(
            "Ranges, flags and settings of single components are kops' own: after `spec`, change them with `kops edit cluster` and look at "
                + "`preview` again.")
        out += notCarried.sentences(plan).map(MarkdownText.item).joined()
        out += MarkdownText.item(
            "Groups of machines: `kops get ig`, `kops edit ig nodes-ZONE`, `kops create ig NAME`. Add-ons of kops' own, such as metrics-server "
                + "and cert-manager, are fields of the specification (`spec.metricsServer.enabled`). Instead of making it itself kops writes Terraform "
                + "with `kops update cluster --target terraform --out DIR`.")
        out += MarkdownText.item("To take it away: `./create.sh list`, then `REALLY=NAME ./create.sh remove`.")
        return out
    }

    /// Fields of kops' specification (kops docs/cluster_spec.md).
    private static let notCarried = SettingsNotCarried(
        carried: ["purpose", "tool", "release", "topology", "machines", "existing", "network.addOn.name"],
        places: [
            "network.podSubnets": "Set spec.podCIDR.", "network.serviceSubnets": "Set spec.serviceClusterIPRange.",
            "network.dnsDomain": "Set spec.clusterDNSDomain.",
            "controlPlane.apiServer.extraArgs": "Set fields of spec.kubeAPIServer.",
            "controlPlane.controllerManager.extraArgs": "Set fields of spec.kubeControllerManager.",
            "controlPlane.scheduler.extraArgs": "Set fields of spec.kubeScheduler.",
            "kubelet.config": "Set fields of spec.kubelet.",
            "kubelet.extraArgs": "Set fields of spec.kubelet.", "kubeProxy.mode": "Set spec.kubeProxy.proxyMode.",
            "kubeProxy.config": "Set fields of spec.kubeProxy.", "featureGates": "Set featureGates below each component.",
            "controlPlane.encryptionAtRest":
                "Set spec.encryptionConfig, and give the key with kops create secret encryptionconfig.",
            "etcd.endpoints": "kops makes etcd itself: it does not use one that exists.",
            "network.addOn.networkPolicy": "Whether it is enforced is the add-on's affair.",
        ],
        otherwise: "kops decides it; what can be changed stands in its docs/cluster_spec.md.")
}
