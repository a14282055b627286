import Steps

/// The proxy through which machines reach the world, for those that need it: runtimes pull images through it.
package enum ProxyDropIn {
    /// The environment, in both spellings: programs differ in which they read.
    package static func environment(_ context: PlanContext) -> [(name: String, value: String)] {
        let proxy = context.plan.proxy
        guard proxy.isUsed else { return [] }
        let pairs = [
            ("HTTP_PROXY", proxy.http), ("HTTPS_PROXY", proxy.https), ("NO_PROXY", exceptions(context).joined(separator: ",")),
        ]
        return pairs.filter { !$0.1.isEmpty }.flatMap { [($0.0, $0.1), ($0.0.lowercased(), $0.1)] }
    }

    /// What is reached directly: the machines, the cluster's own ranges and names, and what the plan adds.
    static func exceptions(_ context: PlanContext) -> [String] {
        let plan = context.plan
        var out = ["127.0.0.1", "localhost", "::1", ".svc", ".\(plan.network.dnsDomain)"]
        out += plan.network.podSubnets + plan.network.serviceSubnets
        out += [plan.endpoint.name, plan.endpoint.address] + plan.machines.flatMap { [$0.name] + $0.addresses }
        out += plan.proxy.exceptions
        var seen: Set<String> = [""]
        return out.filter { seen.insert($0).inserted }
    }

    /// The step that gives it to a unit; none where there is no proxy.
    static func steps(_ unit: String, on machine: Machine, _ context: PlanContext) -> [Step] {
        let environment = environment(context)
        if environment.isEmpty { return [] }
        var text = "# Images are pulled through the proxy; the cluster's own addresses are reached directly.\n[Service]\n"
        for (name, value) in environment { text += "Environment=\(quoted("\(name)=\(value)"))\n" }
        let path = "/etc/systemd/system/\(unit).d/10-proxy.conf"
        // A proxy's address may hold a password.
        let mode: UInt16 = environment.contains { $0.value.contains("@") } ? 0o600 : 0o644
        return [
            Step(
                "set-proxy-of-\(unit.split(separator: ".")[0])", on: machine.name, phase: .prepare,
                title: "Let \(unit) reach registries through the proxy.",
                why:
                    "A service does not see the environment of a login: without this every pull of an image runs into a timeout.",
                risk: .restarts,
                actions: [
                    .write(PlannedFile(path, mode: mode, text)), .unit(.definitionsRead),
                    .unit(UnitChange(unit, .restartedIfRunning)),
                ], check: .succeeds(["test", "-e", path]),
                undo: .commands([["rm", "--force", path], ["systemctl", "daemon-reload"], ["systemctl", "try-restart", unit]]),
                seconds: 5)
        ]
    }

    /// A word of a unit file: quoted, its specifiers kept from systemd.
    static func quoted(_ text: String) -> String {
        var out = "\""
        for character in text {
            switch character {
            case "%": out += "%%"
            case "\"", "\\": out += "\\\(character)"
            default: out.append(character)
            }
        }
        return out + "\""
    }
}
