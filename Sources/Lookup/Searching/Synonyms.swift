/// What people type for what our pages say, by the stem of what they type. The other words count less than the word itself.
enum Synonyms {
    static let table: [String: [String]] = [
        "airgap": ["internet"], "backup": ["snapshot"], "broken": ["wrong"], "cert": ["certificate"], "change": ["differ"],
        "delete": ["remove"], "expire": ["expired"], "firewall": ["port"], "full": ["room", "space"], "gapp": ["internet"],
        "host": ["machine"], "ip": ["address"], "k8": ["kubernetes"], "login": ["credentials"], "node": ["machine"],
        "ntp": ["clock"],
        "offline": ["internet"], "oom": ["memory"], "password": ["credentials"], "reboot": ["boot"], "restart": ["start"],
        "stuck": ["hangs", "waits"], "time": ["clock"], "uninstall": ["remove", "reset"], "upgrade": ["update"],
    ]
}
