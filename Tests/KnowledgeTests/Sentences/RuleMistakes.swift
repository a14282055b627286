/// Mistakes in conditions and sentences of rules.
extension Mistake {
    static let inConditions: [Mistake] = [
        Mistake(
            .rule, "kubelet.cgroupDriver, is: cgroupfs", "kubelet.cgroupDrivr, is: cgroupfs",
            says: "There is no fact \"kubelet.cgroupDrivr\"", "Did you mean \"kubelet.cgroupDriver\"?"),
        Mistake(
            .rule, "is: cgroupfs", "is: cgroupf",
            says: "\"kubelet.cgroupDriver\" is never \"cgroupf\"", "systemd or cgroupfs", "Did you mean \"cgroupfs\"?"),
        Mistake(
            .rule, "is: apiserver", "is: apisever",
            says: "\"purpose\" is never \"apisever\"", "front-proxy-client", "Did you mean \"apiserver\"?"),
        Mistake(.rule, "is: apiserver", "in: [apiserver, etcd-per]", says: "never \"etcd-per\"", "Did you mean \"etcd-peer\"?"),
        Mistake(.rule, "is: apiserver", "matches: apisrv*", says: "\"apisrv*\" matches nothing that \"purpose\" can be"),
        Mistake(
            .rule, "fact: purpose, is", "fact: purpos, is",
            says: "\"purpos\" is no fact and no column of certificates.", "Did you mean \"purpose\"?"),
        Mistake(
            .rule, "{fact: kubelet.maxPods, below: 10}", "{fact: purpose, is: ca}",
            says: "There is no fact \"purpose\"", "It is a column of certificates", "within \"each\" only"),
        Mistake(
            .rule, "{fact: kubelet.maxPods", "{fact: maxPods", says: "no fact \"maxPods\"", "Did you mean \"kubelet.maxPods\"?"),
        Mistake(
            .rule, "below: 10", "belov: 10",
            says: "\"belov\" is no question", "a whole number", "is, differs, below, above, in or present",
            "Did you mean \"below\"?"),
        Mistake(
            .rule, "cgroupDriver, is: cgroupfs", "cgroupDriver, below: 10",
            says: "\"below\" cannot be asked of \"kubelet.cgroupDriver\", which is a text",
            "is, differs, in, contains, matches or present"),
        Mistake(
            .rule, "below: 10", "contains: \"1\"",
            says: "\"contains\" cannot be asked of \"kubelet.maxPods\", which is a whole number"),
        Mistake(
            .rule, "below: 10", "below: ten",
            says: "\"kubelet.maxPods\" is a whole number and cannot be compared with \"ten\""),
        Mistake(.rule, "below: 10", "in: 10", says: "\"in\" needs a list of values; this is \"10\""),
        Mistake(.rule, "below: 10", "present: yes please", says: "\"present\" is true or false; this is \"yes please\""),
        Mistake(.rule, "below: 10}", "below: 10, above: 2}", says: "exactly one of: is, differs, below"),
        Mistake(
            .rule, "before: {fact: time.now, plus: 60}", "before: \"2026-08-14\"",
            says: "\"notAfter\" is a time, which is compared with another: {fact: time.now"),
        Mistake(.rule, "plus: 60", "plus: an hour", says: "\"plus\" is a whole number", "this is \"an hour\""),
        Mistake(.rule, "plus: 60", "minus: 60", says: "\"minus\" cannot stand beside \"fact\". What can is plus."),
        Mistake(
            .rule, "{fact: time.now, plus: 60}", "{fact: node.name}",
            says: "\"notAfter\" is a time and \"node.name\" is a text: they cannot be compared"),
        Mistake(
            .rule, "each: certificates", "each: certificate", says: "no table of facts named \"certificate\"", "\"certificates\"?"
        ),
        Mistake(.rule, "each: certificates", "each: node.name", says: "\"node.name\" is no table"),
        Mistake(
            .rule, "      where:\n", "      were:\n", at: "were", says: "\"were\" cannot stand beside \"each\"",
            "Did you mean \"where\"?"
        ).alone,
        Mistake(.rule, "  all:\n", "  al:\n", at: "al:", says: "\"al\" begins no condition", "Did you mean \"all\"?"),
    ]

    static let inLogs: [Mistake] = [
        Mistake(
            .rule, "log: kubelet", "log: kubelett",
            says: "There is no log named \"kubelett\"", "kubelet, runtime, etcd, kernel", "Did you mean \"kubelet\"?"),
        Mistake(
            .rule, "log: kubelet", "log: container/kube-system/etdc*", says: "Did you mean \"container/kube-system/etcd*\"?"),
        Mistake(.rule, "log: kubelet", "log: containerd", says: "There is no log named \"containerd\""),
        Mistake(.rule, "quotes: [kubelet]", "quotes: [kublet]", says: "There is no log named \"kublet\"", "\"kubelet\"?"),
        Mistake(.rule, "since: 5m", "since: 7m", says: "\"since\" is start, boot, or one of 30s, 1m", "this is \"7m\""),
        Mistake(.rule, "since: 5m", "since: strat", says: "Did you mean \"start\"?"),
        Mistake(.rule, "atLeast: 2", "atLeast: two", says: "\"atLeast\" is how many lines it takes", "\"two\""),
        Mistake(.rule, "\"no relationship found between node %q\"", "\"%v\"", says: "cannot be searched for"),
        Mistake(.rule, "shows:\n", "show:\n", says: "\"show\" cannot stand beside \"log\"", "Did you mean \"shows\"?").alone,
    ]

    static let inRules: [Mistake] = [
        Mistake(.rule, "why: It", "because: It", says: "There is no field \"because\" here. Did you mean \"why\"?").alone,
        Mistake(
            .rule, "severity: error", "severity: eror", says: "\"eror\" is no severity", "notice, warning, error", "\"error\"?"),
        Mistake(.rule, "rung: kubelet", "rung: kublet", says: "\"kublet\" is no rung", "Did you mean \"kubelet\"?"),
        Mistake(
            .rule, "from: \"1.30\"", "from: v1.99x", says: "\"from\" must be a minor release such as \"1.36\"", "\"v1.99x\""),
        Mistake(.rule, "to: \"1.36\"", "to: \"1.36.2\"", says: "\"to\" must be a minor release", "\"1.36.2\""),
        Mistake(.rule, "to: \"1.36\"", "to: \"1.29\"", says: "goes from 1.30 to 1.29, which is no release at all"),
        Mistake(.rule, "to: \"1.36\"", "til: \"1.36\"", says: "There is no field \"til\" here"),
        Mistake(.rule, "title: The kubelet is not as it should be", "title: It stops.", says: "A title is a phrase"),
        Mistake(
            .rule, "of {kubelet.maxPods} pods.", "of {maxPods} pods.", at: "",
            says: "\"says\" names {maxPods}", "Did you mean \"kubelet.maxPods\"?"
        ).atSays,
        Mistake(
            .rule, "{kubelet.maxPods}", "{kubelet.maxPods|byte}",
            says: "unknown format \"byte\"", "bytes, day, duration or octal", "Did you mean \"bytes\"?"
        ).atSays,
        Mistake(
            .rule, "- kubelet-is-unhealthy", "- kubelet-is-unhealty",
            says: "leadsTo names the rule \"kubelet-is-unhealty\"", "Did you mean \"kubelet-is-unhealthy\"?"),
        Mistake(
            .rule, "- match-cgroup-driver", "- match-cgroup-drive",
            says: "recipes names \"match-cgroup-drive\"", "Did you mean \"match-cgroup-driver\"?"),
        Mistake(.rule, "- match-cgroup-driver", "- kubelet-is-unhealthy", says: "There is a rule of that name."),
        Mistake(
            .rule, "catalogue: [SD-PR-23]", "catalogue: [SD-PX-23]", says: "The catalogue has no entry \"SD-PX-23\"",
            "Did you mean"),
        Mistake(.rule, "date: \"2026-08-14\"", "date: \"14.8.2026\"", says: "\"14.8.2026\" is no day such as 2026-08-14"),
        Mistake(.rule, "why: It must use what the runtime uses.\n", "", says: "The field \"why\" is missing.").atTop,
    ]

    /// Reported at the sentence, whose value begins at its mark.
    private var atSays: Mistake {
        var mistake = self
        mistake.right = ">-\n  The kubelet uses {kubelet.cgroupDriver}, of {kubelet.maxPods} pods."
        mistake.wrong = mistake.right.replacing(self.right, with: self.wrong)
        return mistake
    }

    /// Reported where the file's mapping begins.
    var atTop: Mistake {
        var mistake = self
        mistake.isAtTop = true
        return mistake
    }
}
