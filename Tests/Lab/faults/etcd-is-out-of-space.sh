# shellcheck shell=bash
# A real etcd has used up its quota and raised the alarm NOSPACE: it takes no more writes.
# shellcheck disable=SC2034 # Read by lab fault list.
RULE="etcd-is-out-of-space" REAL=yes ON="12 13 sid"

fill() {
    local number value
    value=$(head -c 900000 /dev/zero | tr '\0' x)
    for ((number = 0; number < 40; number++)); do
        printf '%s' "$value" | etcdctl_here put "/drydock-lab/$number" >/dev/null 2>&1 || return 0
    done
}

inject() {
    mkdir -p /run/systemd/system/etcd.service.d
    printf '[Service]\nEnvironment=ETCD_QUOTA_BACKEND_BYTES=16777216\n' >/run/systemd/system/etcd.service.d/quota.conf
    systemctl daemon-reload
    systemctl restart etcd.service
    until_true 20 'etcd' etcd_is_healthy
    fill
    until_true 10 'the alarm' holds
}

holds() { etcdctl_here alarm list 2>/dev/null | grep -q NOSPACE; }

restore() {
    local revision
    rm -r /run/systemd/system/etcd.service.d
    systemctl daemon-reload
    systemctl restart etcd.service
    until_true 20 'etcd' etcdctl_here alarm list
    etcdctl_here del --prefix /drydock-lab/ >/dev/null 2>&1 || true
    etcdctl_here alarm disarm >/dev/null
    etcdctl_here del --prefix /drydock-lab/ >/dev/null
    revision=$(etcdctl_here endpoint status --write-out=json | grep -o '"revision":[0-9]*' | head -1 | cut -d: -f2)
    etcdctl_here compact "$revision" >/dev/null
    etcdctl_here defrag >/dev/null
    until_true 20 'etcd' etcd_is_healthy
}
