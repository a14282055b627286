# shellcheck shell=bash
# Two container images made from busybox: one to run things in, one standing in for the pause image. One OCI archive,
# for `ctr -n k8s.io images import`.

LAB_IMAGE=docker.io/drydock/lab:1
LAB_PAUSE_IMAGE=registry.k8s.io/pause:3.10.2

# image_blob DIR FILE: files it under its SHA-256 and prints the digest and size as an OCI descriptor's fields.
image_blob() {
    local sum size
    sum=$(sha256sum "$2" | cut -d' ' -f1)
    size=$(stat -c %s "$2")
    mv "$2" "$1/blobs/sha256/$sum"
    printf '"digest":"sha256:%s","size":%s' "$sum" "$size"
}

image_layer() {
    local root=$1 layer=$2 name
    mkdir -p "$layer/bin" "$layer/tmp" "$layer/etc" "$layer/usr/bin"
    cp "$root"/bin/busybox "$layer/bin/busybox"
    for name in $("$layer/bin/busybox" --list); do
        [ "$name" = busybox ] || ln -s busybox "$layer/bin/$name"
    done
    printf 'root:x:0:0:root:/:/bin/sh\n' >"$layer/etc/passwd"
    chmod 1777 "$layer/tmp"
}

# image_manifest DIR NAME COMMAND LAYER DIFF: writes config and manifest, prints the index's entry.
image_manifest() {
    local dir=$1 name=$2 command=$3 layer=$4 diff=$5 config manifest
    printf '{"architecture":"%s","os":"linux","config":{"Env":["PATH=/bin"],"Cmd":%s},"rootfs":{"type":"layers","diff_ids":["%s"]}}' \
        "$(image_architecture)" "$command" "$diff" >"$dir/part"
    config=$(image_blob "$dir" "$dir/part")
    printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json",%s},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar",%s}]}' \
        "$config" "$layer" >"$dir/part"
    manifest=$(image_blob "$dir" "$dir/part")
    printf '{"mediaType":"application/vnd.oci.image.manifest.v1+json",%s,"annotations":{"io.containerd.image.name":"%s"}}' "$manifest" "$name"
}

image_architecture() {
    case $(uname -m) in
        x86_64) echo amd64 ;;
        aarch64) echo arm64 ;;
        *) uname -m ;;
    esac
}

# image_archive ROOT FILE: makes the archive from the busybox under ROOT.
image_archive() {
    local root=$1 file=$2 dir layer diff run pause
    dir=$(mktemp -d)
    mkdir -p "$dir/blobs/sha256"
    image_layer "$root" "$dir/layer"
    tar -C "$dir/layer" --sort=name --mtime=@0 --owner=0 --group=0 -cf "$dir/part" .
    diff=sha256:$(sha256sum "$dir/part" | cut -d' ' -f1)
    layer=$(image_blob "$dir" "$dir/part")
    run=$(image_manifest "$dir" "$LAB_IMAGE" '["sh"]' "$layer" "$diff")
    # Like pause: does nothing, and ends when asked to.
    pause=$(image_manifest "$dir" "$LAB_PAUSE_IMAGE" '["sh","-c","trap \"exit 0\" TERM INT; while :; do sleep 3600 \u0026 wait; done"]' "$layer" "$diff")
    printf '{"schemaVersion":2,"manifests":[%s,%s]}' "$run" "$pause" >"$dir/index.json"
    printf '{"imageLayoutVersion":"1.0.0"}' >"$dir/oci-layout"
    tar -C "$dir" -cf "$file" oci-layout index.json blobs
    rm -rf "$dir"
}
