import Planning
import Text

/// airgap/fetch.sh: everything in the lists, on a machine with internet.
struct FetchScript {
    var bundle: Bundle
    var context: PlanContext

    private var architectures: [String] {
        Set(context.plan.machines.filter { !$0.isWindows }.map(\.architecture.rawValue)).sorted()
    }

    /// With a registry all platforms of an image go there; without one an archive for each kind of processor goes to the machines.
    private var image: String {
        context.plan.images.repository.isEmpty
            ? """
                    for architecture in $architectures; do
                        archive=images/$architecture/$name.tar
                        [ ! -s "$archive" ] || continue
                        mkdir -p "images/$architecture"
                        rm -f "$archive.part"
                        skopeo copy --override-os linux --override-arch "$architecture" "docker://$from" "docker-archive:$archive.part:$to" \\
                            </dev/null || die "$from could not be fetched."
                        mv "$archive.part" "$archive"
                    done
            """
            : """
                    [ ! -s "images/$name/manifest.json" ] || continue
                    rm -rf "images/$name.part"
                    mkdir -p images
                    skopeo copy --all --digestfile "images/$name.digest" "docker://$from" "dir:images/$name.part" </dev/null \\
                        || die "$from could not be fetched."
                    mv "images/$name.part" "images/$name"
            """
    }

    private var packages: String {
        bundle.packages.isEmpty
            ? ""
            : """

            packages() {
                engine=$(command -v podman || command -v docker) || die 'There is neither podman nor docker here, in which packages are fetched.'
                while read -r kind architecture image; do
                    case $kind in '#'* | '') continue ;; esac
                    [ "$image" != - ] \\
                        || die "No container is known for $kind: give osVersion to its machines and write the plan anew, or run packages/$kind.sh as root on such a system, with /out as packages/$kind."
                    [ ! -s "packages/$kind/fetched" ] || continue
                    rm -rf "packages/$kind"
                    mkdir -p "packages/$kind"
                    "$engine" run --rm --platform "linux/$architecture" --volume "$PWD/packages:/packages:ro,z" \\
                        --volume "$PWD/packages/$kind:/out:z" "$image" sh "/packages/$kind.sh" </dev/null \\
                        || die "The packages of $kind could not be fetched."
                    date -u >"packages/$kind/fetched"
                done <packages.txt
            }

            """
    }

    var text: String {
        """
        #!/bin/sh
        # Fetches what the plan of \(context.plan.name) takes from outside the site. Written by drydock; POSIX sh.
        # Run it on a machine with internet, in the folder in which it lies, and carry the whole folder to each machine as
        # \(BundlePlace.folder). It may be run again: what is there is not fetched anew.
        set -eu
        cd "$(dirname "$0")"

        \(context.plan.images.repository.isEmpty ? "# The kinds of the machines' processors.\narchitectures='\(architectures.joined(separator: " "))'\n\n" : "")die() { printf '%s\\n' "$*" >&2; exit 1; }
        sum_of() { sha256sum "$1" | cut -d ' ' -f 1; }

        # Each file beside its place, then compared, then in its place.
        files() {
            command -v curl >/dev/null || die 'There is no curl here.'
            while read -r proof place url; do
                case $proof in '#'* | '') continue ;; esac
                [ ! -s "$place" ] || continue
                mkdir -p "$(dirname "$place")"
                curl --fail --silent --show-error --location --proto '=https' --retry 3 --output "$place.part" "$url" </dev/null \\
                    || die "$url could not be fetched."
                case $proof in
                tls) wanted= ;;
                *'#'*)
                    wanted=$(awk -v name="${proof#*#}" 'NF == 1 || $2 == name || $2 == "*" name || $2 == "./" name {
                        print tolower($1); exit }' "${proof%#*}")
                    [ -n "$wanted" ] || die "${proof%#*} has no checksum of $url."
                    ;;
                *) wanted=$proof ;;
                esac
                [ -z "$wanted" ] || [ "$(sum_of "$place.part")" = "$wanted" ] || die "$url is not what was expected; nothing was kept of it."
                mv "$place.part" "$place"
            done <files.txt
        }

        images() {
            command -v skopeo >/dev/null || die 'There is no skopeo here, with which images are fetched.'
            while read -r from \(context.plan.images.repository.isEmpty ? "to" : "_"); do
                case $from in '#'* | '') continue ;; esac
                name=$(printf %s "$from" | tr '/:' '__')
        \(image)
            done <images.txt
        }

        # Images that a manifest names and the list does not: of a version of the add-on that drydock does not know.
        unlisted() {
            find files -type f \\( -name '*.yaml' -o -name '*.yml' \\) -exec sed -n 's/^ *\\(- \\)*image: *["'\\'']*\\([^ "'\\'']*\\).*/\\2/p' {} + \\
                | sort -u | while read -r image; do
                    if ! awk -v image="$image" '$1 == image || index($1, image ":") == 1 { found = 1 } END { exit !found }' images.txt; then
                        printf '%s\\n' "A manifest names $image, which images.txt does not list; add it, and run this again." >&2
                    fi
                done
        }
        \(packages)
        sums() {
            find . -type f ! -name SHA256SUMS ! -name '*.part' -exec sha256sum {} + | sort -k 2 \\
                | sed 's#  \\./#  \(BundlePlace.folder)/#' >SHA256SUMS.new
            sed -i '/SHA256SUMS/d' SHA256SUMS.new
            mv SHA256SUMS.new SHA256SUMS
        }

        files
        unlisted
        images
        \(bundle.packages.isEmpty ? "" : "packages\n")sums
        echo "All is here. Carry this folder to each machine as \(BundlePlace.folder)."

        """
    }
}
