/// The escape sequence OSC 52, which asks a terminal to put text on the clipboard of the machine in front of the person, also through ssh.
enum Clipboard {
    /// Bytes of text; xterm and others cut or drop what is longer.
    static let limit = 64 * 1024

    /// The bytes to send; nil when the text is too long.
    ///
    /// Inside of tmux it is sent twice: once for tmux itself (`set-clipboard on`), once wrapped for the terminal
    /// outside (`allow-passthrough on`); which of them is allowed cannot be asked.
    static func sequence(for text: String, insideTmux: Bool) -> [UInt8]? {
        guard text.utf8.count <= limit else { return nil }
        let osc = Array("\u{1B}]52;c;".utf8) + base64(text.utf8) + [0x07]
        guard insideTmux else { return osc }
        let wrapped = osc.flatMap { $0 == 0x1B ? [0x1B, 0x1B] : [$0] }
        return osc + Array("\u{1B}Ptmux;".utf8) + wrapped + Array("\u{1B}\\".utf8)
    }

    /// RFC 4648 section 4.
    static func base64(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var out: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 1
            if count % 3 == 0 {
                for shift in [18, 12, 6, 0] { out.append(alphabet[Int(bits >> UInt32(shift)) & 63]) }
                bits = 0
            }
        }
        switch count % 3 {
        case 1:
            out += [alphabet[Int(bits >> 2) & 63], alphabet[Int(bits << 4) & 63], 0x3D, 0x3D]
        case 2:
            out += [alphabet[Int(bits >> 10) & 63], alphabet[Int(bits >> 4) & 63], alphabet[Int(bits << 2) & 63], 0x3D]
        default:
            break
        }
        return out
    }

    /// Lines as a person counts them: a line end at the end begins no new one.
    static func lines(of text: String) -> Int {
        let ends = text.utf8.count { $0 == 0x0A }
        return text.utf8.last == 0x0A || text.isEmpty ? ends : ends + 1
    }
}
