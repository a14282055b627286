/// Addresses that are secrets themselves, since whoever knows them may write there, and signatures in addresses.
struct Webhooks: Redaction {
    /// What stands before the secret part of the path.
    private static let paths: [StaticString] = [
        "hooks.slack.com/services/", "hooks.slack.com/workflows/", "hooks.slack.com/triggers/", "webhook.office.com/webhookb2/",
        "webhook.office.com/webhook/", "outlook.office.com/webhook/", "outlook.office365.com/webhook/",
        "discord.com/api/webhooks/", "discordapp.com/api/webhooks/", "events.pagerduty.com/integration/",
        "api.telegram.org/bot", "hooks.zapier.com/hooks/catch/", "maker.ifttt.com/use/", "hc-ping.com/",
    ]
    /// Names within a query that promise a secret there and nowhere else.
    private static let queries: [StaticString] = [
        "sig", "signature", "x-amz-signature", "x-goog-signature", "key", "code", "hmac",
    ]

    func matches(in line: [UInt8]) -> [SecretMatch] {
        var matches: [SecretMatch] = []
        // Most lines name no host at all.
        let namesHost = line.place(of: ".com/", from: 0) != nil || line.place(of: ".org/bot", from: 0) != nil
        for path in namesHost ? Self.paths : [] {
            for place in line.places(of: path) {
                let start = place + path.utf8CodeUnitCount
                let end = line.end(from: start) { !$0.isSpace && !"\"'<>\\`,;)]}".utf8.contains($0) }
                if end - start >= 8, !isMarked(line, start) { matches.append(SecretMatch(start..<end, .word("webhook"))) }
            }
        }
        return matches + queries(in: line)
    }

    private func queries(in line: [UInt8]) -> [SecretMatch] {
        guard ["?", "&", ";"].contains(where: { (sign: StaticString) in line.place(of: sign, from: 0) != nil }) else { return [] }
        var matches: [SecretMatch] = []
        for name in Self.queries {
            for place in line.places(of: name) where place > 0 && "?&;".utf8.contains(line[place - 1]) {
                let equals = place + name.utf8CodeUnitCount
                guard equals < line.count, line[equals] == UInt8(ascii: "=") else { continue }
                let end = line.end(from: equals + 1) { !$0.isSpace && !"\"'<>\\`&#;,)]}".utf8.contains($0) }
                if end - equals > 12, looksMade(line[(equals + 1)..<end]), !isMarked(line, equals + 1) {
                    matches.append(SecretMatch((equals + 1)..<end, .word("signature")))
                }
            }
        }
        return matches
    }
}
