# shellcheck shell=bash
# A person's kubeconfig was copied as root and belongs to root.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="user-kubeconfig-has-wrong-owner" REAL=yes ON="12 13" FIX="long stays"

inject() {
    useradd --create-home anna
    install -d -o anna -g anna -m 0750 /home/anna/.kube
    install -m 0600 /etc/kubernetes/admin.conf /home/anna/.kube/config
}

holds() { [ "$(stat -c %U /home/anna/.kube/config)" = root ]; }

restore() { userdel --remove anna 2>/dev/null; }
