# shellcheck shell=bash
# Certificates shaped as kubeadm makes them, with openssl. Used here to lay a node and on a node by its faults.

pki_key() { (umask 077 && openssl genrsa -out "$1" 2048 2>/dev/null); }

# pki_authority PREFIX NAME: PREFIX.key and PREFIX.crt, for ten years.
pki_authority() {
    pki_key "$1.key"
    openssl req -x509 -new -key "$1.key" -out "$1.crt" -days 3650 -subj "/CN=$2" -sha256 -config <(
        printf '[req]\ndistinguished_name=name\nx509_extensions=authority\n[name]\n[authority]\n'
        printf 'keyUsage=critical,digitalSignature,keyEncipherment,keyCertSign\nbasicConstraints=critical,CA:TRUE\n'
        printf 'subjectKeyIdentifier=hash\nsubjectAltName=DNS:%s\n' "$2"
    )
}

# pki_time WORDS: a time as openssl wants it, for instance of "-5 minutes".
pki_time() { date -u -d "$1" +%Y%m%d%H%M%SZ; }

# pki_sign AUTHORITY-PREFIX KEY CERTIFICATE SUBJECT USAGES NAMES [FROM UNTIL]: a certificate for the key. USAGES as in
# extendedKeyUsage, NAMES as in subjectAltName (may be empty), FROM and UNTIL in date's words.
pki_sign() {
    local authority=$1 key=$2 certificate=$3 subject=$4 usages=$5 names=$6 from=${7:--5 minutes} until=${8:-+1 year} part
    part=$(mktemp -d)
    : >"$part/index"
    {
        printf '[ca]\ndefault_ca=this\n[this]\ndatabase=%s/index\nnew_certs_dir=%s\nrand_serial=yes\ndefault_md=sha256\n' "$part" "$part"
        printf 'policy=any\nunique_subject=no\n[any]\norganizationName=optional\ncommonName=supplied\n'
        printf '[leaf]\nkeyUsage=critical,digitalSignature,keyEncipherment\nextendedKeyUsage=%s\n' "$usages"
        printf 'basicConstraints=critical,CA:FALSE\nauthorityKeyIdentifier=keyid\nsubjectKeyIdentifier=none\n'
        [ -z "$names" ] || printf 'subjectAltName=%s\n' "$names"
        printf '[req]\ndistinguished_name=name\n[name]\n'
    } >"$part/config"
    openssl req -new -key "$key" -subj "$subject" -config "$part/config" -out "$part/request"
    openssl ca -batch -notext -preserveDN -config "$part/config" -extensions leaf -cert "$authority.crt" -keyfile "$authority.key" \
        -startdate "$(pki_time "$from")" -enddate "$(pki_time "$until")" -in "$part/request" -out "$certificate" 2>"$part/words" ||
        { cat "$part/words" >&2; rm -rf "$part"; return 1; }
    rm -rf "$part"
}

# What kubeadm puts into the certificates that carry names.
pki_apiserver_names() {
    printf 'DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local,DNS:%s,IP:10.96.0.1,IP:%s,IP:127.0.0.1' "$1" "$2"
}

pki_etcd_names() { printf 'DNS:localhost,DNS:%s,IP:%s,IP:127.0.0.1,IP:::1' "$1" "$2"; }

# pki_leaf DIR FILE AUTHORITY SUBJECT USAGES [NAMES [FROM UNTIL]]: key and certificate DIR/FILE.{key,crt}.
pki_leaf() {
    local dir=$1 file=$2 authority=$3
    shift 3
    pki_key "$dir/$file.key"
    pki_sign "$dir/$authority" "$dir/$file.key" "$dir/$file.crt" "$1" "$2" "${3:-}" "${@:4}"
}

# pki_node DIR NAME ADDRESS: a control-plane node's certificates under DIR, whose authorities are there.
pki_node() {
    local dir=$1 name=$2 address=$3 jobs=() job
    pki_leaf "$dir" apiserver ca /CN=kube-apiserver serverAuth "$(pki_apiserver_names "$name" "$address")" & jobs+=($!)
    pki_leaf "$dir" apiserver-kubelet-client ca /CN=kube-apiserver-kubelet-client clientAuth & jobs+=($!)
    pki_leaf "$dir" front-proxy-client front-proxy-ca /CN=front-proxy-client clientAuth & jobs+=($!)
    pki_leaf "$dir" apiserver-etcd-client etcd/ca /CN=kube-apiserver-etcd-client clientAuth & jobs+=($!)
    pki_leaf "$dir" etcd/healthcheck-client etcd/ca /CN=kube-etcd-healthcheck-client clientAuth & jobs+=($!)
    pki_leaf "$dir" etcd/server etcd/ca "/CN=$name" serverAuth,clientAuth "$(pki_etcd_names "$name" "$address")" & jobs+=($!)
    pki_leaf "$dir" etcd/peer etcd/ca "/CN=$name" serverAuth,clientAuth "$(pki_etcd_names "$name" "$address")" & jobs+=($!)
    for job in "${jobs[@]}"; do wait "$job"; done
}

# pki_authorities DIR: the three authorities and the key of service account tokens.
pki_authorities() {
    mkdir -p "$1/etcd"
    pki_authority "$1/ca" kubernetes
    pki_authority "$1/etcd/ca" etcd-ca
    pki_authority "$1/front-proxy-ca" front-proxy-ca
    pki_key "$1/sa.key"
    openssl rsa -in "$1/sa.key" -pubout -out "$1/sa.pub" 2>/dev/null
}

# kubeconfig FILE CA USER SERVER CERTIFICATE KEY: as kubeadm writes one, with the certificate and key inside.
kubeconfig() {
    local file=$1 ca=$2 user=$3 server=$4 certificate=$5 key=$6
    kubeconfig_head "$ca" "$user" "$server" >"$file"
    printf '    client-certificate-data: %s\n    client-key-data: %s\n' "$(base64 -w0 <"$certificate")" "$(base64 -w0 <"$key")" >>"$file"
    chmod 600 "$file"
}

kubeconfig_head() {
    cat <<WORDS
apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: $(base64 -w0 <"$1")
    server: $3
  name: kubernetes
contexts:
- context:
    cluster: kubernetes
    user: $2
  name: $2@kubernetes
current-context: $2@kubernetes
kind: Config
users:
- name: $2
  user:
WORDS
}

# kubeconfig_for FILE PKI-DIR USER SUBJECT SERVER [FROM UNTIL]: with a new key and certificate of the cluster's authority.
kubeconfig_for() {
    local file=$1 pki=$2 user=$3 subject=$4 server=$5 part
    shift 5
    part=$(mktemp -d)
    pki_key "$part/key"
    pki_sign "$pki/ca" "$part/key" "$part/crt" "$subject" clientAuth '' "$@"
    kubeconfig "$file" "$pki/ca.crt" "$user" "$server" "$part/crt" "$part/key"
    rm -rf "$part"
}
