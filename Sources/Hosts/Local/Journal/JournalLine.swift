/// One entry as `journalctl -o short-unix` prints it: `1796013424.123456 cp1 kubelet[812]: message`.
struct JournalLine {
    let bytes: [UInt8]

    /// Bytes of an entry that are looked at.
    private static let longest = 8 << 20
    private static let wanted = ["MESSAGE", "_HOSTNAME", "SYSLOG_IDENTIFIER", "_COMM", "_PID", "SYSLOG_PID"]

    init(_ file: JournalFile, _ entry: Int, time: Int) {
        var values: [String: ArraySlice<UInt8>] = [:]
        var isUnread = false
        var room = Self.longest
        for offset in file.fields(of: entry) where room > 0 {
            guard let payload = file.payload(at: offset) else {
                // Only messages are long enough to be packed as a rule.
                isUnread = isUnread || file.isPacked(at: offset)
                continue
            }
            room -= payload.count
            guard let equals = payload.prefix(24).firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = String(decoding: payload[..<equals], as: UTF8.self)
            if Self.wanted.contains(name), values[name] == nil { values[name] = payload[(equals + 1)...] }
        }
        let micros = "\(time % 1_000_000)"
        var line = Array("\(time / 1_000_000).\(String(repeating: "0", count: 6 - micros.count))\(micros) ".utf8)
        line += (values["_HOSTNAME"] ?? Array("-".utf8)[...]) + [UInt8(ascii: " ")]
        line += values["SYSLOG_IDENTIFIER"] ?? values["_COMM"] ?? Array("unknown".utf8)[...]
        if let process = values["_PID"] ?? values["SYSLOG_PID"] { line += Array("[".utf8) + process + Array("]".utf8) }
        line += Array(": ".utf8)
        let unread = Array("(a message that is packed in a way this program does not read)".utf8)[...]
        let message = values["MESSAGE"] ?? (isUnread ? unread : [])
        let indent = line.count
        for (number, part) in message.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            if number > 0 { line += [UInt8](repeating: UInt8(ascii: " "), count: indent) }
            // journalctl writes a tab as eight blanks.
            for byte in part {
                if byte == 9 { line += [UInt8](repeating: UInt8(ascii: " "), count: 8) } else { line.append(byte) }
            }
            line.append(UInt8(ascii: "\n"))
        }
        bytes = line
    }
}
