import Planning
import Text

/// airgap/load.sh: the images into a registry, or into a machine's runtime.
struct LoadScript {
    var context: PlanContext

    private var importing: String {
        switch context.plan.runtime.kind {
        case .containerd: "ctr --namespace k8s.io images import \"$archive\" >/dev/null"
        // CRI-O reads the store of containers/storage, into which skopeo writes.
        case .crio: "skopeo copy \"docker-archive:$archive\" \"containers-storage:$to\" </dev/null >/dev/null"
        case .docker, .mcr: "docker load --quiet --input \"$archive\""
        }
    }

    var text: String {
        context.plan.images.repository.isEmpty ? intoRuntime : intoRegistry
    }

    private var intoRuntime: String {
        """
        #!/bin/sh
        # Gives this machine's runtime the images of the plan of \(context.plan.name). Written by drydock; POSIX sh.
        # usage: load.sh images|holds
        #   images  imports each image that is not there
        #   holds   ends 0 where all are there
        set -eu
        cd "$(dirname "$0")"
        case $(uname -m) in
        x86_64) architecture=amd64 ;;
        aarch64) architecture=arm64 ;;
        *) architecture=$(uname -m) ;;
        esac
        # crictl may lie where no package puts it.
        PATH=$PATH:/usr/local/bin:/opt/bin
        status=0
        while read -r from to; do
            case $from in '#'* | '') continue ;; esac
            if crictl inspecti --quiet "$to" </dev/null >/dev/null 2>&1; then continue; fi
            case ${1:-} in
            images)
                archive=images/$architecture/$(printf %s "$from" | tr '/:' '__').tar
                echo "import $to"
                \(importing) || { echo "$to could not be imported." >&2; exit 1; }
                ;;
            holds) status=1 ;;
            *)
                echo "usage: $0 images|holds" >&2
                exit 2
                ;;
            esac
        done <images.txt
        exit $status

        """
    }

    private var intoRegistry: String {
        """
        #!/bin/sh
        # Pushes the images of the plan of \(context.plan.name) into \(context.plan.images.repository). Written by drydock; POSIX sh.
        # Run it once, from a machine that reaches the registry; skopeo login comes first where it asks for one.
        # usage: load.sh push
        set -eu
        cd "$(dirname "$0")"
        [ "${1:-}" = push ] || { echo "usage: $0 push" >&2; exit 2; }
        command -v skopeo >/dev/null || { echo 'There is no skopeo here, with which images are pushed.' >&2; exit 1; }
        sed 's#  \(BundlePlace.folder)/#  ./#' SHA256SUMS | sha256sum --check --quiet --strict
        while read -r from to; do
            case $from in '#'* | '') continue ;; esac
            skopeo copy --all "dir:images/$(printf %s "$from" | tr '/:' '__')" "docker://$to" </dev/null \\
                || { echo "$to could not be pushed." >&2; exit 1; }
        done <images.txt

        """
    }
}
