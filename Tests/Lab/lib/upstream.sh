# shellcheck shell=bash
# What a plan's script fetches from the internet, played on the node itself: see upstream/build.

# lab upstream NODE INSTALL-SCRIPT CRI-RUN: prints, for each sum and key that the script compares with, a line OLD NEW.
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
        lab_push "$node" "$part/Release.fingerprint" "$repository/Release.fingerprint"
    done
    rm -rf "$part"
    lab_run "$node" /usr/local/lib/drydock-lab/upstream/proofs "$script"
}

# sign FOLDER: InRelease and the key that it is checked with, by a key made for this alone, and the key's fingerprint.
sign() {
    local home=$1/gnupg
    mkdir -m 700 "$home"
    gpg --homedir "$home" --batch --quiet --passphrase '' --quick-generate-key 'the lab upstream' rsa3072 sign never 2>/dev/null
    gpg --homedir "$home" --batch --quiet --clearsign --output "$1/InRelease" "$1/Release"
    gpg --homedir "$home" --batch --quiet --armor --export --output "$1/Release.key"
    gpg --homedir "$home" --batch --quiet --with-colons --list-keys | sed -n 's/^fpr:*\([0-9A-F]*\):$/\1/p' | head -1 >"$1/Release.fingerprint"
    gpgconf --homedir "$home" --kill all
    rm -rf "$home"
}
