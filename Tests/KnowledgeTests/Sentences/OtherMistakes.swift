/// Mistakes in recipes, rungs, releases, add-ons, runtimes, commands and texts.
extension Mistake {
    static let inRecipes: [Mistake] = [
        Mistake(.recipe, "risk: restarts", "risk: restart", says: "\"restart\" is no risk", "Did you mean \"restarts\"?"),
        Mistake(.recipe, "expects: It prints active.", "expect: It prints active.", says: "no field \"expect\"", "\"expects\"?")
            .alone,
        Mistake(.recipe, "title: Start it.", "titel: Start it.", says: "no field \"titel\"", "Did you mean \"title\"?").alone,
        Mistake(.recipe, "run: [systemctl, start, kubelet]", "run: systemctl start kubelet", says: "a list of words"),
        Mistake(
            .recipe, "title: Start it.\n    risk: restarts\n    run: [systemctl, start, kubelet]",
            "title: Start it.\n    risk: restarts\n    run: [kubeadm, init, phase, kubelet-strat]",
            says: "Step 2: ", "kubelet-strat"),
        Mistake(
            .recipe, "catalogue: [SD-PR-23]", "plan: renew-certificate\ncatalogue: [SD-PR-23]", says: "no task of a plan",
            "Did you mean \"renew-certificates\"?"),
        Mistake(.recipe, "catalogue: [SD-PR-23]", "catalogue: [SD-PR-2333]", says: "no entry \"SD-PR-2333\""),
        Mistake(
            .recipe,
            "title: Start it.\n    risk: restarts\n    run: [systemctl, start, kubelet]\n    check: [systemctl, is-active, kubelet]",
            "title: Start it.\n    risk: restarts\n    run: [systemctl, start, kubelet]",
            says: "A step that does something needs a \"check\""),
        Mistake(
            .recipe, "check: [systemctl, is-active, kubelet]", "check: {rule: kubelet-is-unhealty}",
            says: "check names the rule \"kubelet-is-unhealty\"", "Did you mean \"kubelet-is-unhealthy\"?"),
        Mistake(
            .recipe, "check: [systemctl, is-active, kubelet]", "check: {fact: kubelet.isHealty, is: true}", says: "isHealty",
            "Did you mean \"kubelet.isHealthy\"?"),
        Mistake(
            .recipe,
            "title: Start it.\n    risk: restarts\n    run: [systemctl, start, kubelet]\n    check: [systemctl, is-active, kubelet]",
            "title: Start it.\n    risk: restarts\n    run: [systemctl, start, kubelet]\n    check: {fact: node.name, is: \"{rule}\"}",
            says: "A condition takes no parameters"),
        Mistake(
            .recipe,
            "title: Start it.\n    risk: restarts\n    run: [systemctl, start, kubelet]\n    check: [systemctl, is-active, kubelet]\n    expects: It prints active.\n    undo: {run: [systemctl, stop, kubelet]}",
            "title: Start it.\n    risk: restarts\n    run: [systemctl, start, kubelet]\n    check: [systemctl, is-active, kubelet]",
            says: "The journal cannot take back systemctl start kubelet"),
        Mistake(
            .recipe, "run: [systemctl, start, kubelet]", "run: [systemctl, start, \"{unti}\"]",
            says: "names {unti}, which is no parameter"),
        Mistake(
            .recipe,
            "title: Start it.\n    risk: restarts\n    run: [systemctl, start, kubelet]\n    check: [systemctl, is-active, kubelet]",
            "title: Start it.\n    risk: restarts\n    byHand: Start it.", says: "must be marked \"manual\", with the reason"),
        Mistake(
            .recipe, "run: [systemctl, start, kubelet]", "unit: {name: kubelet, state: started}", says: "lacks the unit's suffix"),
        Mistake(
            .recipe, "run: [systemctl, start, kubelet]", "edit: {file: /etc/x, form: ymal, set: {a: b}}",
            says: "\"ymal\" is no form",
            "Did you mean \"yaml\"?"),
        Mistake(
            .recipe, "title: Start it.\n", "title: Start it.\n    fits: {when: {fact: runtime.kind, is: containerd}}\n",
            at: "fits", says: "\"when\" and \"for\""),
        Mistake(
            .recipe, "title: Look why it stopped.\n    risk: looks\n    run: [journalctl, -u, kubelet, -n, \"50\", --no-pager]",
            "title: Look why it stopped.\n    risk: looks\n    unit: {name: kubelet.service, state: stopped}",
            says: "A step with risk \"looks\" only runs commands"),
        Mistake(
            .recipe, "about: A stopped", "params: {file: {fact: kubelet.confPath, example: /x}}\nabout: A stopped",
            says: "kubelet.confPath"
        ).alone,
    ]

    static let inPlans: [Mistake] = [
        Mistake(.release, "latestPatch: 3", "latestPatch: three", says: "\"latestPatch\" must be a whole number", "three"),
        Mistake(.release, "endOfLife: 2027-06-28", "endOfLife: 28.6.2027", says: "must be a day as YYYY-MM-DD", "28.6.2027"),
        Mistake(
            .release, "configAPI: v1beta4", "configAPI: v1beta5", says: "\"v1beta5\" is no configAPI", "Did you mean \"v1beta"),
        Mistake(.release, "hasSuperAdmin: true", "hasSuperAdmn: true", says: "no field \"hasSuperAdmn\"", "\"hasSuperAdmin\"?"),
        Mistake(.release, "isVerified: true", "isVerified: maybe", says: "\"isVerified\" must be true or false", "maybe"),
        Mistake(
            .release, "etcd: \"3.6.8-0\"", "etcd: {1: \"3.6.8-0\"}", says: "The patches of \"etcd\" must begin with 0 and rise."),
        Mistake(.addOn, "defaultPodSubnet: \"10.244.0.0/16\"", "defaultPodSubnet: 10.244.0/16", says: "must be a range such as"),
        Mistake(.addOn, "isMaintained: true", "isMaintaned: true", says: "no field \"isMaintaned\"", "\"isMaintained\"?"),
        Mistake(
            .addOn, "title: \"Flannel\"", "title: \"Flannel\"\nfrom: \"1.9\"", at: "from",
            says: "\"from\" must be a minor release"),
        Mistake(.addOn, "architectures: [amd64", "architectures: [{a: b}", says: "\"architectures\" must be a text"),
        Mistake(.runtime, "kind: containerd", "kind: containered", says: "\"containered\" is no kind", "\"containerd\"?"),
        Mistake(.runtime, "series: \"2.3\"", "series: \"2.4\"", says: "The file's name must be containerd-2.4.yaml."),
        Mistake(.runtime, "\"1.36\": \"2.3.0\"", "v1.36: \"2.3.0\"", says: "\"supports\" maps minor releases"),
        Mistake(.command, "releases: {from: \"1.23\"", "releases: {from: \"1.23.4\"", says: "must be a minor release", "1.23.4")
            .alone,
    ]

    static let inTexts: [Mistake] = [
        Mistake(.texts, "program: kubelet", "program: kublet", says: "\"kublet\" is no program", "Did you mean \"kubelet\"?"),
        Mistake(
            .texts, "leads: [kubelet-is-unhealthy]", "leads: [kubelet-is-unhealhty]",
            says: "leads names \"kubelet-is-unhealhty\"", "Did you mean \"kubelet-is-unhealthy\"?"),
        Mistake(.texts, "level: info", "level: warning", says: "\"level\" is only written where it is \"info\""),
        Mistake(.texts, "id: trial-goes-on", "id: start-kubelet", says: "means has the id \"start-kubelet\""),
        Mistake(.texts, "says: It is not over yet.", "says: It goes on", says: "\"says\" must be whole sentences."),
        Mistake(.rung, "saysStanding:", "saysStands:", says: "no field \"saysStands\"").alone,
        Mistake(
            .machine, "stops: [cpus-are-below-minimum]", "stops: [cpu-is-below-minimum]",
            says: "stops names the rule \"cpu-is-below-minimum\"", "Did you mean \"cpus-are-below-minimum\"?"),
        Mistake(.machine, "says: It is systemd.", "says: \"{systemd.run}\"", says: "\"says\" names {systemd.run}").alone,
        Mistake(.machine, "needs:", "need:", says: "no field \"need\"", "Did you mean \"needs\"?").alone,
        Mistake(
            .production, "fact: plan.balancer, is: none", "fact: plan.balancer, is: nobody",
            says: "\"plan.balancer\" is never \"nobody\""),
        Mistake(.production, "ready: false", "ready: perhaps", says: "\"ready\" must be true or false"),
    ]
}
