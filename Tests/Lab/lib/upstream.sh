# shellcheck shell=bash
# What a plan's script fetches from the internet, played on the node itself: see upstream/build.

# lab upstream NODE INSTALL-SCRIPT CRI-RUN
lab_upstream() {
    local node=${1:-} script=${2:?which script?} caller=${3:?which cri-run?} part repository repositories
    leader_of "$node" >/dev/null
    part=$(mktemp -d)
    cp -a "$LAB_SOURCE/upstream" "$part/upstream"
    cp -a "$LAB_SOURCE/node/control-plane/etc/kubernetes/manifests" "$part/upstream/manifests"
    lab_push "$node" "$part/upstream" /usr/local/lib/drydock-lab/upstream
    lab_push "$node" "$caller" /usr/local/lib/drydock-lab/cri-run
    lab_run "$node" /usr/local/lib/drydock-lab/upstream/build /usr/local/lib/drydock-lab/upstream "$script"
    mapfile -t repositories < <(lab_run "$node" find /srv/upstream -name Release -printf '%h\n')
    for repository in "${repositories[@]}"; do
        lab_pull "$node" "$repository/Release" "$part/Release"
        sign "$part"
        lab_push "$node" "$part/InRelease" "$repository/InRelease"
        lab_push "$node" "$part/Release.key" "$repository/Release.key"
    done
    rm -rf "$part"
}

# sign FOLDER: InRelease and the key that it is checked with, by a key made for this alone.
sign() {
    local home=$1/gnupg
    mkdir -m 700 "$home"
    gpg --homedir "$home" --batch --quiet --passphrase '' --quick-generate-key 'the lab upstream' rsa3072 sign never 2>/dev/null
    gpg --homedir "$home" --batch --quiet --clearsign --output "$1/InRelease" "$1/Release"
    gpg --homedir "$home" --batch --quiet --armor --export --output "$1/Release.key"
    gpgconf --homedir "$home" --kill all
    rm -rf "$home"
}
