#!/bin/sh
# Kubernetes 1.36.3 with kops 1.36. Written by drydock; POSIX sh.
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
  TOPOLOGY=$TOPOLOGY CONTROL_PLANE_SIZE=${CONTROL_PLANE_SIZE:-(kops chooses)} NODE_SIZE=${NODE_SIZE:-(kops chooses)}
EOF
}

# A name that ends in .k8s.local needs no DNS zone: the machines tell each other where they are.
NAME=${NAME:-kubernetes.k8s.local}
CLOUD=${CLOUD:-aws}
NODE_COUNT=${NODE_COUNT:-2}
CONTROL_PLANE_SIZE=${CONTROL_PLANE_SIZE:-}
NODE_SIZE=${NODE_SIZE:-}
TOPOLOGY=${TOPOLOGY:-private}
SSH_PUBLIC_KEY=${SSH_PUBLIC_KEY:-$HOME/.ssh/id_ed25519.pub}
ADMIN_ACCESS=${ADMIN_ACCESS:-}
SSH_ACCESS=${SSH_ACCESS:-$ADMIN_ACCESS}
ZONES=${ZONES:-}

die() { printf '%s\n' "$*" >&2; exit 2; }

needs_state() {
    [ -n "${KOPS_STATE_STORE:-}" ] || die "Set KOPS_STATE_STORE to where kops keeps its specifications, such as s3://BUCKET."
    export KOPS_STATE_STORE
    command -v kops >/dev/null || die "There is no kops here; get kops 1.36 or a newer one."
}

# create WORDS...: the same specification, shown or stored.
create() {
    [ -n "$ZONES" ] || die "Set ZONES to the cloud's zones, such as eu-central-1a,eu-central-1b,eu-central-1c."
    [ -n "$ADMIN_ACCESS" ] || die "Set ADMIN_ACCESS: without it kops lets the whole internet reach the API."
    [ -z "$CONTROL_PLANE_SIZE" ] || set -- "$@" --control-plane-size "$CONTROL_PLANE_SIZE"
    [ -z "$NODE_SIZE" ] || set -- "$@" --node-size "$NODE_SIZE"
    kops create cluster \
        --name "$NAME" \
        --cloud "$CLOUD" \
        --zones "$ZONES" \
        --control-plane-count 3 \
        --control-plane-zones "$ZONES" \
        --node-count "$NODE_COUNT" \
        --kubernetes-version 1.36.3 \
        --networking flannel-vxlan \
        --topology "$TOPOLOGY" \
        --admin-access "$ADMIN_ACCESS" \
        --ssh-access "$SSH_ACCESS" \
        --ssh-public-key "$SSH_PUBLIC_KEY" \
        --authorization RBAC \
        --encrypt-etcd-storage \
        "$@"
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
