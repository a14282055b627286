/// Questions to a machine of a cluster that need more than one command: scripts for `sh -c`, which get what they ask about as arguments.
enum NodeScript {
    /// The words that run a script with its arguments.
    static func words(_ script: String, _ arguments: [String]) -> [String] { ["sh", "-c", script, "sh"] + arguments }

    /// Ends 0 where each certificate is good for so many more days, and those that may be missing are where they are there. Of a
    /// kubeconfig it is the one that it carries.
    static func lasts(_ paths: [String], ifThere others: [String] = [], days: Int) -> [String] {
        words(lasting, ["\(days * 86400)"] + paths + (others.isEmpty ? [] : ["--"] + others))
    }

    private static let lasting = """
        set -eu; seconds=$1 must=yes; shift
        for file in "$@"; do
            [ "$file" != -- ] || { must=no; continue; }
            if [ ! -e "$file" ]; then
                [ "$must" = yes ] || continue
                echo "$file is not there." >&2; exit 1
            fi
            case $file in
            *.conf) awk '$1 == "client-certificate-data:" { print $2 }' "$file" | base64 -d ;;
            *) cat "$file" ;;
            esac | openssl x509 -noout -checkend "$seconds" >/dev/null || { echo "$file ends too soon." >&2; exit 1; }
        done
        """

    /// Ends 0 where each of these containers runs and was started after all of these files were written: it has read them.
    static func haveRead(_ containers: [String], _ files: [String]) -> [String] {
        words(reading, [containers.joined(separator: " ")] + files)
    }

    private static let reading = """
        set -eu; names=$1; shift; newest=0
        for file in "$@"; do
            [ -e "$file" ] || continue
            time=$(stat -c %Y "$file")
            [ "$time" -le "$newest" ] || newest=$time
        done
        for name in $names; do
            id=$(crictl ps --quiet --state Running --name "^$name\\$" | head -n 1)
            [ -n "$id" ] || { echo "$name does not run." >&2; exit 1; }
            started=$(crictl inspect --output json "$id" | awk -F '"' '$2 == "startedAt" { print $4; exit }')
            [ "$(date -d "$started" +%s)" -ge "$newest" ] || { echo "$name runs since $started, before its files were written." >&2; exit 1; }
        done
        """
}
