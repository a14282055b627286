/// What is asked from the pods of the smoke test: a script for the first control plane, in POSIX sh.
enum SmokeTestQuestions {
    /// A pod that is asked through a Service of two pods answers itself within twenty tries but once in a million.
    private static let tries = 20

    /// Ends 0 where every question was answered, else with what was not, in words. Its own is `thrice`: rules of a new Service reach the
    /// nodes within seconds.
    static func script(_ plan: ClusterPlan, _ port: Int) -> String {
        let namespace = SmokeTest.namespace
        let service = "\(SmokeTest.name).\(namespace).svc.\(plan.network.dnsDomain)"
        return #"""
            #!/bin/sh
            # Asks from each pod of the smoke test: a name, each pod by its address, and the Service until the pod itself has answered.
            set -u
            in_test() { kubectl --kubeconfig \#(KubeadmPath.adminKubeconfig) -n \#(namespace) "$@" </dev/null; }
            die() { printf '%s\n' "$*" >&2; exit 1; }
            thrice() { "$@" || { sleep 2; "$@"; } || { sleep 4; "$@"; }; }
            ask() { in_test exec "$1" -- curl -fsS --max-time 3 "http://$2:\#(port)/hostname" 2>/dev/null; }
            answers() { [ "$(ask "$1" "$2")" = "$3" ]; }
            looks_up() { in_test exec "$1" -- nslookup kubernetes.default.svc.\#(plan.network.dnsDomain) >/dev/null 2>&1; }
            service=\#(service)

            pods=$(in_test get pods --selector app.kubernetes.io/name=\#(SmokeTest.name) --field-selector status.phase=Running \
                --output 'jsonpath={range .items[*]}{.metadata.name} {.status.podIP} {.spec.nodeName}{"\n"}{end}')
            [ -n "$pods" ] || die 'No pod of the smoke test runs.'

            # from_here POD NODE: what this pod asks.
            from_here() {
                thrice looks_up "$1" || die "The pod $1 on $2 finds no name: cluster DNS does not answer it."
                while read -r to address node; do
                    case $address in *:*) address="[$address]" ;; esac
                    thrice answers "$1" "$address" "$to" \
                        || die "The pod $1 on $2 does not reach the pod $to at $address on $node: pods do not reach each other."
                done <<END
            $pods
            END
                try=0 heard=no
                while [ $try -lt \#(tries) ]; do
                    try=$((try + 1))
                    answer=$(ask "$1" "$service") && heard=yes
                    [ "$answer" != "$1" ] || return 0
                    [ $heard = yes ] || [ $try -lt 4 ] || die "The pod $1 on $2 does not reach the Service $service."
                done
                die "The pod $1 on $2 does not reach itself through its Service: its bridge or its network add-on sends nothing back (hairpin)."
            }

            while read -r pod address node; do from_here "$pod" "$node"; done <<END
            $pods
            END
            echo "Names, pods and the Service answer."

            """#
    }
}
