/// Programs of a machine that a test must not change, played in its folder: each notes in the log what it was told, by `act`.
enum StandIns {
    /// By name; `FOLDER` stands for the test's folder.
    static let texts: [(name: String, text: String)] = [
        // A step's waits are not the test's.
        ("sleep", "#!/bin/sh\n"),
        (
            "systemctl",
            """
            #!/bin/sh
            exec "FOLDER/act" "$1" >/dev/null

            """
        ),
        (
            "curl",
            """
            #!/bin/sh
            # Fetches what the folder net holds by the address's last part.
            while [ $# -gt 0 ]; do
                case $1 in
                --output) to=$2 ;;
                https://*) name=${1##*/} ;;
                esac
                shift
            done
            "FOLDER/act" "$name" >/dev/null && cp "FOLDER/net/$name" "$to"

            """
        ),
        (
            "apt-get",
            """
            #!/bin/sh
            # An install that fails leaves a package half configured, which the check tells.
            case $* in
            *check) [ ! -e "FOLDER/half" ] ;;
            *update*) "FOLDER/act" update >/dev/null ;;
            *install*) "FOLDER/act" install >/dev/null || { : >"FOLDER/half"; exit 100; } ;;
            esac

            """
        ),
        (
            "dpkg",
            """
            #!/bin/sh
            "FOLDER/act" configure >/dev/null && rm -f "FOLDER/half"

            """
        ),
        (
            "crictl",
            """
            #!/bin/sh
            # The pod runs as long as its manifest is there; where things fail it never ends, or never starts. Notes what it told, once.
            now=gone
            [ ! -e "FOLDER/etc/a.conf" ] || now=running
            [ ! -e "FOLDER/fails" ] || now=running
            [ ! -e "FOLDER/fails-start" ] || [ "$now" = gone ] || now=waiting
            [ "$(cat "FOLDER/told" 2>/dev/null)" = "$now" ] || { echo "$now" >"FOLDER/told"; echo "$now" >>"FOLDER/log"; }
            [ "$now" != running ] || echo 0123

            """
        ),
    ]

    /// A public key that was made for this: version 4, Ed25519.
    static let key = """
        -----BEGIN PGP PUBLIC KEY BLOCK-----

        mDMEaw1pJRYJKwYBBAHaRw8BAQdAcQgTdbjoK2RvMMxeBeTbMqyFGPt4g+qRR/Rd
        86NRsv+0DGRyeWRvY2sgdGVzdIiQBBMWCAA4FiEEwWgwDA9Oxi02RkEy6zFEhiT4
        jNwFAmsNaSUCGwMFCwkIBwIGFQoJCAsCBBYCAwECHgECF4AACgkQ6zFEhiT4jNw5
        HgEA/+VcGgKQJgjp+6iYvcL+6r7yLPllu1E0CEBV86EuWKsA/jbFUswysDH9anwk
        o8tqa0s5cC153JUB8/Zz+JKuxh0M
        =SPYz
        -----END PGP PUBLIC KEY BLOCK-----

        """
    static let fingerprint = "C168300C0F4EC62D36464132EB31448624F88CDC"
}
