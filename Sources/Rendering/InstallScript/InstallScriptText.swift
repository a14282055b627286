import Steps

/// The parts of the script that are the same on every machine.
enum InstallScriptText {
    /// What must be supplied, and how: a function for each placeholder would be much the same, so it is a table.
    static func secrets(_ placeholders: [Placeholder]) -> String {
        var out = "# What is made only when the plan is applied, and what it is.\n"
        out += "secret_names=\(InstallScript.word(placeholders.map(\.rawValue).joined(separator: " ")))\n"
        out += "about() {\n    case $1 in\n"
        for placeholder in placeholders {
            out += "    \(placeholder.rawValue)) echo \(InstallScript.word(placeholder.about)) ;;\n"
        }
        out += "    *) echo 'Not a value of this script.' ;;\n    esac\n}\n"
        out += "# Values of the environment (DRYDOCK_ and the name) go into a file of root alone: arguments would show in ps.\n"
        out += "take_environment() {\n"
        for placeholder in placeholders {
            let name = "DRYDOCK_\(placeholder.rawValue)"
            out += "    [ -z \"${\(name)-}\" ] || printf '%s=%s\\n' \(placeholder.rawValue) \"$\(name)\" >>\"$work/values\"\n"
            out += "    unset \(name)\n"
        }
        return out + "    :\n}\n"
    }

    static let functions = #"""
        usage() {
            cat <<EOF
        usage: $0 [--check] [--secrets FILE] [PHASE...]
               $0 --list

        Does the steps of this machine, of all phases or of those that are named: $phases
          --check         changes nothing: shows what would be done, and ends 1 where that is anything
          --secrets FILE  lines NAME=VALUE, mode 0600, for: ${secret_names:-(nothing)}
                          (also taken from the environment, as DRYDOCK_NAME)
          --list          lists phases and steps
        EOF
        }

        say() { printf '%s\n' "$*"; }
        die() { printf '%s\n' "$*" >&2; exit "${status:-2}"; }
        quietly() { "$@" >/dev/null 2>&1; }
        # The permission bits of a file, as four octal digits or three.
        mode_of() { stat -c %a "$1"; }

        # begin KEY RISK asked|always yes|no TITLE: a step that was cut off has a note, by which it is due again, whatever its check says;
        # yes where the step has a check, which is the function holds.
        unfinished=/var/lib/drydock/unfinished
        begin() {
            key=$1 risk=$2 has_check=$4 title=$5
            due=no heading=0 makes='' halfway=''
            [ "$3" = asked ] || due=yes
            [ ! -e "$unfinished/$key" ] || due=yes
            [ "$listing" = 0 ] || say "    $key: $title"
        }
        # ask: due, unless the check holds.
        ask() {
            if [ "$listing" = 1 ] || [ "$due" = yes ]; then return 0; fi
            quietly holds || due=yes
        }
        headline() { [ "$heading" = 1 ] || { heading=1; say "== $key: $title"; }; }
        # Whether no command of the step is to be run: then it is not asked either what one hangs on.
        rests() { [ "$listing" = 1 ] || [ "$due" = no ]; }
        differs() { [ "$risk" = looks ] || differences=1; }
        # What changes something notes it first.
        note() {
            [ "$risk" != looks ] || return 0
            mkdir -p "$unfinished"
            : >"$unfinished/$key"
        }
        # verify TRIES DELAY: a step's result is looked at when it is done: what a command says of itself is not enough.
        verify() {
            [ "$listing" = 0 ] && [ "$checking" = 0 ] || return 0
            tries=$1
            while ! quietly holds; do
                tries=$((tries - 1))
                [ "$tries" -gt 0 ] \
                    || status=1 die "$key: the step was done, but its check does not hold; ${halfway:-look at it, and run this script again.}"
                sleep "$2"
            done
        }
        end() {
            [ "$listing" = 0 ] && [ "$checking" = 0 ] || return 0
            rm -f "$unfinished/$key"
        }

        # put PATH MODE [keep|fleeting]: puts the file of that path beside this script in place; marks are replaced by their values.
        # With keep, a file that is there stays: it holds a secret that other things depend on. With fleeting, where nothing is due.
        put() {
            [ "$listing" = 0 ] || return 0
            if [ -s "$1" ]; then
                case ${3-} in
                keep) return 0 ;;
                fleeting) [ "$due" = yes ] || return 0 ;;
                esac
            fi
            source=$here/root$1
            if [ -n "$secret_names" ] && grep -q '@@[A-Z_]*@@' "$source"; then
                if ! fill "$source"; then
                    # Where the step holds nobody need know its values any more: the file stays, and nothing is restarted for it.
                    if [ -s "$1" ] && [ "$due" = no ]; then
                        headline; say "   leave $1, because $missing is not known"
                        return 0
                    fi
                    [ "$checking" = 1 ] || status=4 die "$key: $missing is needed for $1. $(about "$missing")"
                    differs; headline; say "   would write $1, once $missing is known"
                    return 0
                fi
                source=$work/filled
            fi
            place "$source" "$1" "$2"
        }
        # place SOURCE PATH MODE: what reads so already, with that mode, is left alone.
        place() {
            if [ -f "$2" ] && cmp -s "$1" "$2" && [ "0$(mode_of "$2")" = "$3" ]; then return 0; fi
            due=yes
            differs
            headline
            if [ "$checking" = 1 ]; then
                say "   would write $2"
                # What only root may read stays unread.
                case $3 in *00) ;; *) [ ! -f "$2" ] || diff -u "$2" "$1" | sed 's/^/      /' || : ;; esac
                return 0
            fi
            mkdir -p "$(dirname "$2")"
            # What a look finds is kept for later looks; it is no change.
            if [ "$risk" != looks ]; then
                say "   write $2"
                keep "$2"
                note
            fi
            # Nobody else reads it before it has its mode, and by its name no daemon takes it for a file of its own.
            new=$(dirname "$2")/.$(basename "$2").drydock-new
            (umask 077; cp "$1" "$new")
            chmod "$3" "$new"
            mv -f "$new" "$2"
        }
        # Keeps what stands there, once a run.
        keep() {
            [ -e "$1" ] || return 0
            mkdir -p "$backup$(dirname "$1")"
            [ -e "$backup$1" ] || cp -p "$1" "$backup$1"
        }
        # Replaces the marks of a file by their values, word for word; the values never stand in a command line.
        fill() {
            missing=''
            for name in $secret_names; do
                grep -q "@@$name@@" "$1" || continue
                grep -q "^$name=." "$work/values" || { missing=$name; return 1; }
            done
            : >"$work/filled"
            awk -v values="$work/values" '
                BEGIN {
                    while ((getline line < values) > 0) {
                        at = index(line, "=")
                        if (at > 1) value["@@" substr(line, 1, at - 1) "@@"] = substr(line, at + 1)
                    }
                }
                {
                    out = ""
                    rest = $0
                    while (match(rest, /@@[A-Z_]+@@/)) {
                        mark = substr(rest, RSTART, RLENGTH)
                        out = out substr(rest, 1, RSTART - 1) (mark in value ? value[mark] : mark)
                        rest = substr(rest, RSTART + RLENGTH)
                    }
                    print out rest
                }' "$1" >"$work/filled"
        }

        # run WORDS...: where the step is due.
        run() {
            rests && return 0
            differs
            if [ "$checking" = 1 ]; then
                [ "$risk" = looks ] || { headline; say "   would run $*"; }
                return 0
            fi
            headline
            say "   run $*"
            note
            "$@" || status=1 die "$key: the command ended with $?: $*"
        }
        # run_into PATH MODE WORDS...: the same, with the output put into a file.
        run_into() {
            rests && return 0
            into=$1 into_mode=$2 made=$makes
            makes=''
            shift 2
            differs
            if [ "$checking" = 1 ]; then
                [ "$risk" = looks ] || { headline; say "   would run $* > $into"; }
                return 0
            fi
            headline
            say "   run $* > $into"
            note
            : >"$work/output"
            "$@" >"$work/output" || status=1 die "$key: the command ended with $?: $*"
            place "$work/output" "$into" "$into_mode"
            for name in $made; do learn "$name"; done
        }
        # learn NAME: finds in the last output what stands as a mark in files of later steps, here or on other machines.
        learn() {
            case $1 in
            JOIN_TOKEN) word=--token ;;
            CA_CERT_HASH) word=--discovery-token-ca-cert-hash ;;
            *) word='' ;;
            esac
            value=$(awk -v word="$word" '
                { for (i = 1; i <= NF; i++) { if (word != "" && last == word) { print $i; exit } last = $i } }
                END { if (word == "" && length(last) == 64) print last }' "$work/output")
            [ -n "$value" ] || status=1 die "$key: $1 is not in what the command printed."
            printf '%s=%s\n' "$1" "$value" >>"$work/values"
            (umask 077; mkdir -p "$learned_folder"; printf '%s=%s\n' "$1" "$value" >>"$learned_folder/values")
            chmod 0600 "$learned_folder/values"
            learned=1
        }
        # fetch URL PATH MODE PROOF...: where the step is due, or what is there is not that. A proof is sha256 SUM, published URL NAME,
        # key FINGERPRINT or tls REASON.
        fetch() {
            [ "$listing" = 0 ] || return 0
            url=$1 to=$2 to_mode=$3
            shift 3
            if [ -s "$to" ]; then
                if is_right "$to" "$@"; then return 0; fi
            else
                [ "$due" = yes ] || return 0
            fi
            due=yes
            differs
            headline
            if [ "$checking" = 1 ]; then say "   would fetch $url"; return 0; fi
            say "   fetch $url"
            [ "$1" != tls ] || say "   only TLS vouches for it: $2"
            note
            download "$url" "$work/fetched"
            if [ "$1" = published ]; then
                download "$2" "$work/sums"
                # Some projects publish the sum alone, some with the file's name, some all files' sums together.
                wanted=$(awk -v name="$3" 'NF == 1 || $2 == name || $2 == "*" name || $2 == "./" name { print tolower($1); exit }' "$work/sums")
                [ "$(sum_of "$work/fetched")" = "$wanted" ] \
                    || status=1 die "$key: $url has another SHA-256 than $2 says; nothing was kept of it."
                mkdir -p "$(dirname "$to")"
                printf '%s\n' "$wanted" >"$to.sha256"
            else
                is_right "$work/fetched" "$@" || status=1 die "$key: $url is not what was expected ($*); nothing was kept of it."
            fi
            place "$work/fetched" "$to" "$to_mode"
        }
        download() {
            curl --fail --silent --show-error --location --proto '=https,file' --retry 3 --output "$2" "$1" \
                || status=1 die "$key: $1 could not be fetched."
        }
        sum_of() { sha256sum "$1" | cut -d ' ' -f 1; }
        is_right() {
            case $2 in
            sha256) [ "$(sum_of "$1")" = "$3" ] ;;
            published) [ -s "$1.sha256" ] && [ "$(sum_of "$1")" = "$(cat "$1.sha256")" ] ;;
            key) [ "$(fingerprint_of "$1")" = "$3" ] ;;
            *) : ;;
            esac
        }
        # The fingerprint of the first key of a file, armoured or not: SHA-1 over its packet with a header of the old form (RFC 9580, 5.5.4).
        fingerprint_of() {
            if grep -q '^-----BEGIN PGP' "$1"; then
                awk '/^-----END/ || /^=/ { exit } body { print } /^\r?$/ { body = 1 }' "$1" | base64 -d >"$work/key" 2>/dev/null || return 0
            else
                cat "$1" >"$work/key"
            fi
            # shellcheck disable=SC2046 # three numbers
            set -- $(od -A n -t u1 -N 3 "$work/key")
            case ${1-}:$((${2:-0} < 192)) in
            152:* | 198:1) length=$2 start=3 ;;
            153:*) length=$(($2 * 256 + $3)) start=4 ;;
            198:0) length=$((($2 - 192) * 256 + $3 + 192)) start=4 ;;
            *) return 0 ;;
            esac
            {
                # shellcheck disable=SC2059 # octal numbers
                printf "\\231\\$(printf '%03o' $((length / 256)))\\$(printf '%03o' $((length % 256)))"
                tail -c "+$start" "$work/key" | head -c "$length"
            } | sha1sum | cut -d ' ' -f 1 | tr 'a-f' 'A-F'
        }
        # await gone|running CONTAINER SECONDS WORDS...: asks the runtime; where it takes longer, the words are run and the step fails.
        await() {
            rests && return 0
            [ "$checking" = 0 ] || return 0
            what=$1 container=$2 left=$3
            shift 3
            while :; do
                case $what:$(crictl ps --quiet --state Running --name "^$container\$") in gone: | running:?*) return 0 ;; esac
                [ "$left" -gt 0 ] || break
                left=$((left - 1))
                sleep 1
            done
            quietly "$@" || :
            status=1 die "$key: the container $container is not $what after all that time."
        }
        # by_hand TEXT: what only a person can do. Where that can be looked at, the script waits for it.
        by_hand() {
            rests && return 0
            differs
            headline
            say "   by hand: $1"
            [ "$checking" = 0 ] || return 0
            [ "$has_check" = no ] || quietly holds || status=3 die "$key: do that, then run this script again."
        }

        """#

    static let ending = #"""
        here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
        checking=0 listing=0 secrets='' chosen='' differences=0 learned=0 learned_folder=/run/drydock/learned makes=''
        while [ $# -gt 0 ]; do
            case $1 in
            --check) checking=1 ;;
            --list) listing=1 ;;
            --secrets)
                [ $# -gt 1 ] || die "--secrets needs a file."
                secrets=$2
                shift
                ;;
            -h | --help) usage; exit 0 ;;
            -*) usage >&2; exit 2 ;;
            *)
                case " $phases " in *" $1 "*) chosen="$chosen $1" ;; *) die "There is no phase \"$1\" on $machine; there are: $phases" ;; esac
                ;;
            esac
            shift
        done
        # Whether a phase is to be done.
        wanted() {
            [ -z "$chosen" ] || case " $chosen " in *" $1 "*) ;; *) return 1 ;; esac
            [ "$listing" = 0 ] || say "$1"
        }
        finish() {
            if [ "$listing" = 1 ]; then exit 0; fi
            if [ "$checking" = 1 ]; then
                [ "$differences" = 1 ] || say "Nothing would be changed."
                exit "$differences"
            fi
            [ ! -d "$backup" ] || say "What was replaced is kept in $backup."
            [ "$learned" = 0 ] || say "What the other machines need is in $learned_folder/values: carry it there, and give it with --secrets."
            say "Done."
        }
        umask 077
        work=$(mktemp -d)
        trap 'rm -rf "$work"' EXIT
        trap 'exit 130' INT
        trap 'exit 143' TERM
        backup=/var/lib/drydock/backup/$(date -u +%Y%m%dT%H%M%SZ)
        if [ "$listing" = 0 ]; then
            [ "$(id -u)" = 0 ] || die "This must be run as root: it looks at files that only root may read."
            : >"$work/values"
            if [ -n "$secrets" ]; then
                [ -f "$secrets" ] || die "There is no file $secrets."
                case $(mode_of "$secrets") in 600 | 400) ;; *) die "$secrets can be read by others: chmod 600 $secrets" ;; esac
                cat "$secrets" >"$work/values"
            fi
            take_environment
        fi
        umask 022

        """#
}
