# shellcheck shell=bash
# Of three real etcd members one is dead; the other two go on. Two of them run beside the node's own, on addresses of
# their own.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="etcd-member-is-down" REAL=yes ON="12 13 sid"

inject() {
    members_join
    systemctl stop etcd-112.service
    until_true 10 'the dead member' holds
}

holds() {
    [ "$(etcdctl_here member list | wc -l)" = 3 ] && member_is_healthy "$(member_address 111)" >/dev/null 2>&1 &&
        not member_is_healthy "$(member_address 112)" >/dev/null 2>&1
}

restore() { members_leave; }
