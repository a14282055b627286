/// Whether a snapshot of etcd is whole, asked before anything is stopped for it.
///
/// `etcdctl snapshot save` puts the SHA-256 of the database behind it; the database itself is a multiple of 512 bytes (etcd,
/// etcdutl/snapshot/v3_snapshot.go, `hasChecksum`). A file without it is refused by the program that restores, at a time when the control plane
/// is down already.
enum SnapshotSum {
    /// Ends 0 where the file has its own sum and, where `FILE.sha256` lies beside it, that one's; says the file's sum.
    static func question(_ snapshot: String) -> [String] { NodeScript.words(text, [snapshot]) }

    private static let text = """
        set -eu; file=$1
        [ -s "$file" ] || { echo "$file is not there, or empty. Copy the snapshot here first." >&2; exit 1; }
        sum=$(sha256sum <"$file"); sum=${sum%% *}
        if [ -s "$file.sha256" ]; then
            wanted=$(awk '{ print tolower($1); exit }' "$file.sha256")
            [ "$sum" = "$wanted" ] || { echo "$file has the checksum $sum; $file.sha256 says $wanted. Copy both again, or take another snapshot." >&2; exit 1; }
        fi
        size=$(stat -L -c %s "$file")
        case $((size % 512)) in
        0) echo "$file carries no checksum: it was copied out of a data folder. Take a file that etcdctl snapshot save wrote." >&2; exit 1 ;;
        32) ;;
        *) echo "$file was cut off: $size bytes are no whole snapshot. Copy it again." >&2; exit 1 ;;
        esac
        own=$(tail -c 32 "$file" | od -An -v -tx1 | tr -d ' \\n')
        real=$(head -c $((size - 32)) "$file" | sha256sum); real=${real%% *}
        [ "$own" = "$real" ] || { echo "$file is damaged: its database has the checksum $real, and it was saved with $own. Copy it again, or take another snapshot." >&2; exit 1; }
        echo "$sum  $file"
        """
}
