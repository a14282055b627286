import Facts

/// The properties of units as `systemctl show` prints them: `Name=value` lines, one block a unit, an empty line between blocks.
/// Empty properties are not printed (systemctl(1) of systemd 252, "show").
struct UnitProperties: Sendable, Equatable {
    private(set) var values: [String: String] = [:]

    subscript(name: String) -> String? { values[name] }

    /// Every block that names its unit.
    static func blocks(in output: String) -> [UnitProperties] {
        var blocks: [UnitProperties] = []
        var open = UnitProperties()
        func close() {
            if open["Id"] != nil { blocks.append(open) }
            open = UnitProperties()
        }
        for line in output.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty {
                close()
            } else if let equals = line.firstIndex(of: "=") {
                open.values[String(line[..<equals])] = String(line[line.index(after: equals)...])
            }
        }
        close()
        return blocks
    }

    /// The cells of the table `units`.
    func row(from origin: String) -> Row<UnitFacts.Unit>? {
        guard let name = self["Id"] else { return nil }
        let environment = UnitEnvironment(self["Environment"] ?? "")
        let cells: [UnitFacts.Unit: Value] = [
            .name: .text(name),
            .load: .text(ifAny: self["LoadState"]),
            .active: .text(ifAny: self["ActiveState"]),
            .sub: .text(ifAny: self["SubState"]),
            .result: .text(ifAny: self["Result"]),
            .restarts: .integer(ifAny: self["NRestarts"].flatMap { Int($0) }),
            .enabled: .text(ifAny: self["UnitFileState"]),
            .since: .instant(ifAny: self["ActiveEnterTimestamp"].flatMap(Self.instant)),
            .changed: .instant(ifAny: self["StateChangeTimestamp"].flatMap(Self.instant)),
            .started: .instant(ifAny: self["ExecMainStartTimestamp"].flatMap(Self.instant)),
            .mainPID: .integer(ifAny: self["MainPID"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }),
            .mainStatus: .integer(ifAny: self["ExecMainStatus"].flatMap { Int($0) }),
            .fragment: .text(ifAny: self["FragmentPath"]),
            .dropIns: .list(UnitEnvironment.words(self["DropInPaths"] ?? "")),
            .needsReload: .flag(ifAny: self["NeedDaemonReload"].map { $0 == "yes" }),
            .execStart: .text(ifAny: self["ExecStart"].flatMap(Self.commandLine)),
            .openFiles: .integer(ifAny: (self["LimitNOFILESoft"] ?? self["LimitNOFILE"]).flatMap { Int($0) }),
            .environment: .list(environment.names),
            .httpProxy: .text(ifAny: environment.proxy("HTTP_PROXY")),
            .httpsProxy: .text(ifAny: environment.proxy("HTTPS_PROXY")),
            .noProxy: environment.noProxy.map(Value.list) ?? .absent,
        ]
        let state = [self["LoadState"], self["ActiveState"], self["SubState"]].compactMap { $0 }.joined(separator: ", ")
        return Row(cells, from: Source(origin, "\(name): \(state)", at: self["StateChangeTimestamp"].flatMap(Self.instant)))
    }

    /// `Tue 2026-11-24 06:07:18 UTC`: the program is run with TZ=UTC. Nil for `n/a`, nothing, and another zone.
    static func instant(_ text: String) -> Instant? {
        let words = text.split(separator: " ")
        guard words.count == 4, words[3] == "UTC" else { return nil }
        return Instant(rfc3339: "\(words[1]) \(words[2])")
    }

    /// The words after `argv[]=` of the first `{ path=… ; argv[]=… ; ignore_errors=no ; … }`.
    static func commandLine(_ text: String) -> String? {
        guard let start = text.range(of: "argv[]=")?.upperBound else { return nil }
        let rest = text[start...]
        guard let end = rest.range(of: " ; ignore_errors=")?.lowerBound else { return String(rest) }
        return String(rest[..<end])
    }
}

extension StringProtocol {
    /// The first place where `part` stands.
    func range(of part: String) -> Range<Index>? {
        var at = startIndex
        while at < endIndex {
            if self[at...].hasPrefix(part) { return at..<index(at, offsetBy: part.count) }
            at = index(after: at)
        }
        return nil
    }
}
