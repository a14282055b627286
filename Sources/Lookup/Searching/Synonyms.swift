/// What people type for what our pages say. The other words count less than the word itself.
enum Synonyms {
    /// By the stem of what they type, the stems of the others.
    static let table = Dictionary(
        uniqueKeysWithValues: words.map { (SearchWords.stem($0.key.utf8), $0.value.map { SearchWords.stem($0.utf8) }) })

    private static let words: [String: [String]] = [
        "airgap": ["internet"], "backup": ["snapshot"], "broken": ["wrong"], "cert": ["certificate"], "change": ["differ"],
        "delete": ["remove"], "expire": ["expired"], "firewall": ["port"], "full": ["room", "space"], "gapp": ["internet"],
        "host": ["machine"], "ip": ["address"], "k8": ["kubernetes"], "login": ["credentials"], "node": ["machine"],
        "ntp": ["clock"],
        "offline": ["internet"], "oom": ["memory"], "password": ["credentials"], "reboot": ["boot"], "restart": ["start"],
        "stuck": ["hangs", "waits"], "time": ["clock"], "uninstall": ["remove", "reset"], "upgrade": ["update"],
        "crash": ["exits", "ends"], "dead": ["stopped"], "down": ["stopped", "answer"], "evict": ["evicted"], "fix": ["mend"],
        "hang": ["stuck", "respond"], "internet": ["offline"], "kill": ["killed"], "loadbalancer": ["endpoint"],
        "lb": ["endpoint"],
        "master": ["control", "plane"], "mem": ["memory"], "ram": ["memory"], "rejoin": ["join"], "rotate": ["renew"],
        "san": ["names"],
        "vip": ["endpoint"], "worker": ["node"], "yum": ["dnf", "packages"], "apt": ["packages"],
    ]
}
