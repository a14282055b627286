/// What one line says of a refusal: the step, the reason without its wrappers, and for whom.
struct RefusalLine: Sendable, Equatable {
    var step: RefusalForm.Step
    var text: String
    var code: String?
    var image: String?
    var pod: String?
    /// The line tells only that the kubelet waits before it pulls again, not why.
    var isBackOff = false

    /// Reads a line of that form; nil where it tells of something else or gives no reason.
    init?(_ line: String, step known: RefusalForm.Step?) {
        if known == .volume {
            // pkg/volume/util/types: `MountVolume.SetUp failed for volume "x" (UniqueName: "…") pod "y" (UID: "…") : because`
            let plain = line.unescaped
            guard let start = plain.firstRange(of: "MountVolume.")?.lowerBound else { return nil }
            step = .volume
            text = Self.bare(plain[start...])
            pod = plain[start...].between(" pod \"", "\"").map(String.init)
            return
        }
        if known == .admit {
            guard let message = Self.value(in: line, after: [" message=\""]) else { return nil }
            step = .admit
            let word = Self.value(in: line, after: [" reason=\""]).map { "\($0): " } ?? ""
            text = word + Self.bare(message[...])
            pod = Self.value(in: line, after: [" pod=\""])
            return
        }
        guard let value = Self.value(in: line, after: [" err=\"", " error=\"", "\"err\":\"", "\"error\":\""]) else { return nil }
        var reason = value[...]
        if let known {
            step = known
        } else {
            guard let (named, rest) = Self.syncing(value) else { return nil }
            step = named
            reason = rest
        }
        text = ""
        if let code = reason.between("rpc error: code = ", " desc = ") { self.code = String(code) }
        if let start = reason.end(ofLast: " desc = ") { reason = reason[start...] }
        if step == .pull || step == .sandbox {
            image =
                (Self.value(in: line, after: [" image=\"", "\"image\":\""]) ?? reason.between("image \"", "\"").map(String.init))
            if let known, known == .pull, image == nil { image = line.unescaped.between("PullImage \"", "\"").map(String.init) }
        }
        pod = Self.value(in: line, after: [" pod=\"", "\"pod\":\""])
        if let start = reason.end(ofLast: "ErrImagePull: ") {
            reason = reason[start...]
        } else if reason.drop(while: { $0 == "\"" }).hasPrefix("Back-off pulling image") {
            isBackOff = true
        }
        text = Self.bare(reason)
        if text.isEmpty { return nil }
    }

    /// `failed to "StartContainer" for "etcd" with ErrImagePull: "…"`: the step and what follows the word.
    private static func syncing(_ value: String) -> (RefusalForm.Step, Substring)? {
        let body = value.drop { $0 == "[" }
        guard body.hasPrefix("failed to \""), let action = body.between("failed to \"", "\""),
            let word = body.between(" with ", ": "), let start = body.end(ofFirst: " with \(word): ")
        else { return nil }
        switch (action, word) {
        case ("CreatePodSandbox", _): return (.sandbox, body[start...])
        case ("StartContainer", "ErrImagePull"), ("StartContainer", "ImagePullBackOff"), ("StartContainer", "ErrImageNeverPull"):
            return (.pull, body[start...])
        case ("StartContainer", "CreateContainerError"): return (.create, body[start...])
        case ("StartContainer", "RunContainerError"): return (.start, body[start...])
        default: return nil
        }
    }

    /// Without quotes and blanks around it, and without containerd's closing ": unknown".
    private static func bare(_ reason: Substring) -> String {
        var reason = reason
        while let last = reason.last, "\"] ".contains(last) { reason = reason.dropLast() }
        while let first = reason.first, "\" ".contains(first) { reason = reason.dropFirst() }
        if reason.hasSuffix(": unknown") { reason = reason.dropLast(9) }
        return String(reason.prefix(600))
    }

    /// A quoted value of klog, logfmt or JSON, with all its escapes undone.
    private static func value(in line: String, after names: [String]) -> String? {
        for name in names {
            guard let start = line[...].end(ofFirst: name) else { continue }
            var out = ""
            var isEscaped = false
            for character in line[start...] {
                if isEscaped {
                    isEscaped = false
                    if character == "n" || character == "t" {
                        out.append(" ")
                    } else if character != "\\" {
                        out.append(character)
                    }
                } else if character == "\\" {
                    isEscaped = true
                } else if character == "\"" {
                    return out
                } else {
                    out.append(character)
                }
            }
            return out
        }
        return nil
    }
}

extension StringProtocol where SubSequence == Substring {
    /// Where the first occurrence of a part ends.
    fileprivate func end(ofFirst part: String) -> Index? { firstRange(of: part)?.upperBound }

    /// Where the last occurrence of a part ends.
    fileprivate func end(ofLast part: String) -> Index? {
        var found: Index?
        var rest = self[startIndex...]
        while let range = rest.firstRange(of: part) {
            found = range.upperBound
            rest = self[range.upperBound...]
        }
        return found
    }

    /// What stands between the first occurrence of one part and the next of another.
    fileprivate func between(_ open: String, _ close: String) -> Substring? {
        guard let start = end(ofFirst: open), let end = self[start...].firstRange(of: close) else { return nil }
        return self[start..<end.lowerBound]
    }

    fileprivate var unescaped: String { String(filter { $0 != "\\" }) }
}
