# shellcheck shell=bash
# The kubelet has a proxy and no exception for the API server.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="kubelet-asks-apiserver-by-proxy" REAL=yes ON="12 13" FIX="long" SET="others=10.77.0.0/24"

inject() {
    mkdir -p /etc/systemd/system/kubelet.service.d
    printf '[Service]\nEnvironment="HTTPS_PROXY=http://10.77.0.254:3128"\n' >/etc/systemd/system/kubelet.service.d/10-proxy.conf
    systemctl daemon-reload
    restart_kubelet
    until_true 15 'the kubelet' listens 10250
}

holds() { not grep -rq NO_PROXY /etc/systemd/system/kubelet.service.d && grep -rq HTTPS_PROXY /etc/systemd/system/kubelet.service.d; }

restore() {
    rm -rf /etc/systemd/system/kubelet.service.d/10-proxy.conf /etc/systemd/system/kubelet.service.d/90-no-proxy.conf
    systemctl daemon-reload
    restart_kubelet
}
