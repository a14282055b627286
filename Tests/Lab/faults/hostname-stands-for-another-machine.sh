# shellcheck shell=bash
# /etc/hosts gives this machine's name to an address that it does not have.
# shellcheck disable=SC2034 # Read by lab fault list and by FixTests.
RULE="hostname-stands-for-another-machine" REAL=yes ON="12 13" FIX="long" SET="address=@ADDRESS@"

inject() {
    keep /etc/hosts
    printf '10.77.0.99 %s\n' "$(hostname)" >>/etc/hosts
}

holds() { grep -q '^10.77.0.99 ' /etc/hosts; }

restore() { put_back /etc/hosts; }
