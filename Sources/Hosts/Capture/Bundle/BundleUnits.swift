/// The state of units as a bundle tells it: `systemctl show`, `list-unit-files` and `list-units`.
struct BundleUnits: Sendable {
    /// The block of properties of each unit, by each of its names.
    private var shown: [String: String] = [:]
    /// The state of each unit file.
    private var files: [String: String] = [:]
    /// Load, active and sub state of each unit that was loaded.
    private var states: [String: [Substring]] = [:]

    init(_ bundle: BundleContents) {
        for name in bundle.outputs where BundleFileName(name).has("systemctl", "show") {
            take(shown: bundle.text(name) ?? "")
        }
        for name in bundle.outputs where BundleFileName(name).has("systemctl", "list", "unit", "files") {
            for line in (bundle.text(name) ?? "").split(separator: "\n") {
                let words = line.split(separator: " ")
                if words.count >= 2, words[0].contains(".") { files[String(words[0])] = String(words[1]) }
            }
        }
        for name in bundle.outputs where BundleFileName(name).words == ["systemctl", "list", "units"] {
            for line in (bundle.text(name) ?? "").split(separator: "\n") {
                var words = line.split(separator: " ")
                if let first = words.first, !first.contains(".") { words.removeFirst() }
                if words.count >= 4, words[0].contains(".") { states[String(words[0])] = Array(words[1...3]) }
            }
        }
    }

    private mutating func take(shown text: String) {
        for block in text.split(separator: "\n\n") {
            var names: [String] = []
            for line in block.split(separator: "\n") where line.hasPrefix("Id=") || line.hasPrefix("Names=") {
                names += line.drop { $0 != "=" }.dropFirst().split(separator: " ").map(String.init)
            }
            // Properties that `show` alone leaves out are printed empty with --all.
            let kept = block.split(separator: "\n").filter { $0.last != "=" }.joined(separator: "\n")
            for name in names { shown[name] = kept }
        }
    }

    /// What `systemctl show` would print of these units; nil where the bundle cannot tell it of each.
    func show(_ units: [String]) -> String? {
        var blocks: [String] = []
        for unit in units {
            guard let block = block(unit) else { return nil }
            blocks.append(block)
        }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    /// Whether systemd told, or told by its silence, that a file of a unit or a folder of its drop-ins is not there.
    func provesAbsence(of path: String) -> Bool {
        guard path.contains("/systemd/system/"), let name = path.split(separator: "/").last.map(String.init) else { return false }
        let isFolder = name.hasSuffix(".d")
        let unit = isFolder ? String(name.dropLast(2)) : name
        guard unit.hasSuffix(".service") || unit.hasSuffix(".socket") else { return false }
        guard let block = shown[unit] else {
            return !files.isEmpty && !shown.isEmpty && files[unit] == nil && states[unit] == nil
        }
        func value(_ key: String) -> Substring {
            block.split(separator: "\n").first { $0.hasPrefix(key) }?.dropFirst(key.count) ?? ""
        }
        if isFolder { return !value("DropInPaths=").split(separator: " ").contains { $0.hasPrefix(path + "/") } }
        let place = value("FragmentPath=")
        // One folder under two names is one: /lib is a link to /usr/lib.
        func plain(_ path: some StringProtocol) -> String {
            path.hasPrefix("/usr/lib/") ? String(path.dropFirst(4)) : String(path)
        }
        return !place.isEmpty && plain(place) != plain(path)
    }

    private func block(_ unit: String) -> String? {
        if let block = shown[unit] { return block }
        let file = files[unit].map { "\nUnitFileState=\($0)" } ?? ""
        if let state = states[unit] {
            return "Id=\(unit)\nNames=\(unit)\nLoadState=\(state[0])\nActiveState=\(state[1])\nSubState=\(state[2])\(file)"
        }
        // That nothing is told of a unit tells something only where all units were asked for.
        guard !files.isEmpty, !shown.isEmpty else { return nil }
        let load = files[unit] == nil ? "not-found" : files[unit] == "masked" ? "masked" : "loaded"
        return "Id=\(unit)\nNames=\(unit)\nLoadState=\(load)\nActiveState=inactive\nSubState=dead\(file)"
    }
}
