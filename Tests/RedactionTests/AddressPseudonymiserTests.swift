import Testing

@testable import Redaction

@Suite struct AddressPseudonymiserTests {
    let pseudonymiser = AddressPseudonymiser(key: Array(repeating: 7, count: 32))

    private func hide(_ text: String) -> String { String(decoding: pseudonymiser.text(text.bytes), as: UTF8.self) }

    private func common(_ one: [UInt8], _ other: [UInt8]) -> Int {
        for bit in 0..<(one.count * 8) where (one[bit / 8] ^ other[bit / 8]) & (0x80 >> UInt8(bit % 8)) != 0 { return bit }
        return one.count * 8
    }

    @Test func keepsCommonPrefixesAndTheLastByte() {
        let addresses: [[UInt8]] = [
            [10, 20, 30, 40], [10, 20, 30, 41], [10, 20, 31, 40], [10, 20, 200, 1], [10, 150, 3, 4], [192, 168, 7, 9],
            [192, 168, 8, 9],
            [172, 20, 1, 1], [172, 21, 1, 1], [52, 1, 2, 3], [52, 1, 130, 3], [52, 200, 1, 1],
        ]
        for one in addresses {
            #expect(pseudonymiser.pseudonym4(one)[3] == one[3])
            for other in addresses where common(one, other) >= 8 {
                #expect(
                    common(pseudonymiser.pseudonym4(one), pseudonymiser.pseudonym4(other)) == common(one, other),
                    "\(one) \(other)")
            }
        }
        #expect(Set(addresses.map(pseudonymiser.pseudonym4)).count == addresses.count)
        #expect(addresses.filter { pseudonymiser.pseudonym4($0) == $0 }.count < 3)
    }

    @Test func privateRangesStayPrivate() {
        for number in UInt8.min ... .max {
            #expect(pseudonymiser.pseudonym4([10, number, 3, 4])[0] == 10)
            #expect(pseudonymiser.pseudonym4([172, 16 + number % 16, 3, 4])[1] & 0xf0 == 16)
            #expect(pseudonymiser.pseudonym4([192, 168, number, 4]).prefix(2) == [192, 168])
        }
        let first = Set((1...223).map { pseudonymiser.pseudonym4([$0, 1, 1, 1])[0] })
        #expect(first.count == 223)
        for public_ in [1, 8, 52, 185] as [UInt8] {
            #expect(![10, 127, 172, 192].contains(pseudonymiser.pseudonym4([public_, 1, 1, 1])[0]))
        }
    }

    @Test(arguments: [
        "127.0.0.1", "0.0.0.0", "255.255.255.0", "224.0.0.1", "169.254.25.10", "10.96.0.1", "10.96.0.10", "10.96.0.0/12",
        "10.244.0.0/16", "::", "::1", "ff02::1",
        "v1.36.2", "1.2.3.4.5", "containerd 1.7.24", "12:30:45", "sha256:ab:cd", "std::string", "k8s.gcr.io/pause:3.9",
        "00:00:00:00:00:00", "kernel 6.1.0-18", "2001:db8",
    ])
    func keepsWhatTellsNothing(_ text: String) { #expect(hide(text) == text) }

    @Test func subnetsStaySubnets() {
        let text = hide(
            "podSubnet: 10.32.0.0/14\nserviceSubnet: 10.200.0.0/16\nfirst: 10.200.0.1 dns: 10.200.0.10\nnode 10.33.7.9/24")
        let words = text.split { " \n".contains($0) }.map(String.init)
        #expect(words[1].hasSuffix(".0.0/14"))
        #expect(words[3].hasSuffix(".0.0/16"))
        let service = words[3].split(separator: ".").prefix(2).joined(separator: ".")
        #expect(words[5] == service + ".0.1" && words[7] == service + ".0.10")
        #expect(words[9].hasSuffix(".9/24"))
        #expect(!text.contains("10.200.") && !text.contains("10.33."))
    }

    @Test func isFoundAmongOtherSigns() {
        let text = hide(
            "https://192.168.77.10:6443 \"192.168.77.10\",[192.168.77.11]=192.168.77.10; x\\n192.168.77.10 ip-192-168-77-10.ec2 etcd-192.168.77.10."
        )
        #expect(!text.contains("168.77") && !text.contains("168-77"))
        let hidden = pseudonymiser.pseudonym4([192, 168, 77, 10]).map { "\($0)" }
        #expect(text.hasPrefix("https://\(hidden.joined(separator: ".")):6443 "))
        #expect(text.contains("ip-\(hidden.joined(separator: "-")).ec2"))
    }

    @Test func hidesVersion6AndHardware() {
        let text = hide(
            "inet6 2001:db8:12:34::5/64 fd00:1234:5678::7 fe80::5054:ff:fe12:3456/64 [2001:db8:12:34::5]:6443 52:54:00:12:34:56 ::ffff:10.20.30.40"
        )
        for part in ["12:34", "1234:5678", "fe12:3456", "00:12:34:56", "10.20."] {
            #expect(!text.contains(part), "\(part) in \(text)")
        }
        let words = text.split(separator: " ").map(String.init)
        #expect(words[4] == "[" + words[1].split(separator: "/")[0] + "]:6443")
        #expect(words[1].hasSuffix("::5/64") && words[2].hasPrefix("fd") && words[3].hasPrefix("fe80::"))
        #expect(words[5].hasPrefix("02:") && words[5].count == 17)
    }
}
