import Facts
import Testing

@testable import Probes

/// With certificates that kubeadm 1.36.2 and a test of it made, as they were recorded.
@Suite struct X509RecordTests {
    private func read(_ pem: String) throws -> X509Record {
        try #require(PEMContents(Array(pem.utf8), path: "x.crt").certificates.first)
    }

    @Test func kubeadmsAuthority() throws {
        let record = try read(Self.authority)
        #expect(record.subject == "kubernetes")
        #expect(record.isCA)
        #expect(record.isSigned(by: record))
        #expect(record.notBefore == Instant(rfc3339: "2026-11-24T05:55:32Z"))
        #expect(record.notAfter == Instant(rfc3339: "2036-11-21T06:00:32Z"))
        #expect(record.algorithm == "RSA 2048")
        #expect(record.usages == ["digitalSignature", "keyEncipherment", "certSign"])
        #expect(record.publicKey == "c288db771fbc965cfc89a3f587e13a7c847fea3f058980b705d4580114eb9bce")
        #expect(record.fingerprint == "ec0649fc629f6a921ce7ecc5d077a08999535c5d9fa872c557f672784cd56619")
    }

    @Test func anExpiredCertificateOfTheAPIServer() throws {
        let record = try read(Self.expired)
        #expect(record.subject == "kube-apiserver")
        #expect(record.issuer == "kubernetes")
        #expect(record.notAfter == Instant(rfc3339: "2026-11-20T00:00:00Z"))
        #expect(record.renewalDue < record.notAfter)
        #expect(record.usages.contains("serverAuth"))
        #expect(!record.isCA)
        #expect(record.isSigned(by: try read(Self.authority)), "a signature has no end")
        #expect(!record.isSigned(by: record))
    }

    @Test func namesAreDNSNamesAndAddresses() throws {
        let names = try read(Self.otherNames).names
        #expect(names.contains("kubernetes.default.svc.cluster.local"))
        #expect(names.contains("10.99.0.5"))
        #expect(!names.contains("192.168.10.11"))
    }

    @Test func etcdsNamesHoldIPv6() throws {
        let contents = PEMContents(try NodeFiles.bytes("etc/kubernetes/pki/etcd/server.crt"), path: "server.crt")
        #expect(contents.certificates.first?.names == ["localhost", "wb-cp1", "192.168.10.11", "127.0.0.1", "::1"])
    }

    @Test func anAuthorityOfTheSameNameDidNotSign() throws {
        let contents = PEMContents(try NodeFiles.bytes("etc/kubernetes/pki/ca.crt"), path: "ca.crt")
        let other = try #require(contents.certificates.first)
        let record = try read(Self.expired)
        #expect(record.issuer == other.subject)
        #expect(!record.isSigned(by: other))
        #expect(record.isSigned(byOneOf: [other, try read(Self.authority)]), "a bundle of two")
    }

    @Test func whatIsNoCertificateIsAProblem() {
        #expect(PEMContents([], path: "x.crt").problem == "x.crt is empty.")
        #expect(PEMContents(Array("hello".utf8), path: "x.crt").problem == "x.crt holds no PEM block.")
        let damaged = "-----BEGIN CERTIFICATE-----\nAQID\n-----END CERTIFICATE-----\n"
        #expect(
            PEMContents(Array(damaged.utf8), path: "x.crt").problem
                == "The certificate on line 1 of x.crt is damaged or of an unknown kind.")
    }

    private static let authority = """
        -----BEGIN CERTIFICATE-----
        MIIDBTCCAe2gAwIBAgIIcCvSfUNaeAMwDQYJKoZIhvcNAQELBQAwFTETMBEGA1UE
        AxMKa3ViZXJuZXRlczAeFw0yNjExMjQwNTU1MzJaFw0zNjExMjEwNjAwMzJaMBUx
        EzARBgNVBAMTCmt1YmVybmV0ZXMwggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEK
        AoIBAQDRq5z7tEJbg6E5E79qkeITPsz05YLARQkxry0S1kHhKUqMV7fHqzsFZO6S
        3IzoeCovq+OSNr5oFC3XsFXoJivRmPgnOijxW+J4VjqLi1L7owBcItpT+S6THWp9
        I0i90Hl1CPgvUCHBbBcQRB2RpdpQ1S1gte/mklAtS7OEUg3xdrHHF8n81xIZ32li
        Q6N252Hdg35j+GJW1TVAheFc050lXFx9PgtZuTp/U8DzK8HCVvezbz1/5m3KjgsX
        n3jDp14wr/hZf8R96/URjxyizSH2C5KaSZ4Cv7ut0gKEbELlTHTcwy4B6pX/La3X
        eq6vJscD3w/mK2GB5a/UgxpQMZO5AgMBAAGjWTBXMA4GA1UdDwEB/wQEAwICpDAP
        BgNVHRMBAf8EBTADAQH/MB0GA1UdDgQWBBTG77tGoCyFNZsdAfjcatCCyuFSCDAV
        BgNVHREEDjAMggprdWJlcm5ldGVzMA0GCSqGSIb3DQEBCwUAA4IBAQAjfv7VrG3i
        ys33p0B1t0cdRbDciMdHNzgINfvlB6Jk58OiIwIPkgd0ZDBMlsB9ZD3Kj4ejbMWE
        8e12mPel8W48sAKqTX6fX2s2w37kr5NMU8VTW8mSquxcJinHXVSG/OuJBZLZ7Mh5
        2NQu4zKrLPxHXNUnLSbOFBfim5YcqRE6x2xt3c0tLjbw+S2qjzkvrvpQydMyNFLo
        0cOwbLrzu1CCTBvDctlUkiW6EoABOImgCxFWkR0Xyte1p5K/GadvZ9yWjT+rNxyo
        HOxiZizBByoayUezU/r/9xdl2O7TJF+N54TByrC0NbS/MW1bwsaxcke0zmS+Nfod
        /MDWzmsEzSww
        -----END CERTIFICATE-----
        """

    private static let expired = """
        -----BEGIN CERTIFICATE-----
        MIIDpTCCAo2gAwIBAgICEAEwDQYJKoZIhvcNAQELBQAwFTETMBEGA1UEAxMKa3Vi
        ZXJuZXRlczAeFw0yNTExMjAwMDAwMDBaFw0yNjExMjAwMDAwMDBaMBkxFzAVBgNV
        BAMMDmt1YmUtYXBpc2VydmVyMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKC
        AQEA9oCbgxUCYW6rMsvLpRdppbRAyf9qGZtHJZ/OlwM70KDdHxlTk044p2M8oqya
        SNAc/BDmQMgKn0YeCU8IRAy5wF5JnNS7brP5/DcQNHNgalfRuXRpX//hNQpsjXml
        a22k61SZpreb4EVY5pAlHBO5m0jXz7H70Zq3OFtyFnyPgBBPIpp+5+ob4UtkNrJL
        P/m30DQa9ifOKtllDi2VSNLeZRTjvUY57XqXSTNxetXYKG9jwDhxV3iiQcQySO14
        P/5gsp78r9ZKrNUkkE9qTpQN+QYxY177uC0csS/dx5FQ5rsA1fSPMQBwY9qfvizI
        r29sWuOP0/Th6rkgF6dV+z+TAQIDAQABo4H6MIH3MAwGA1UdEwEB/wQCMAAwDgYD
        VR0PAQH/BAQDAgWgMBMGA1UdJQQMMAoGCCsGAQUFBwMBMIGBBgNVHREEejB4ggpr
        dWJlcm5ldGVzghJrdWJlcm5ldGVzLmRlZmF1bHSCFmt1YmVybmV0ZXMuZGVmYXVs
        dC5zdmOCJGt1YmVybmV0ZXMuZGVmYXVsdC5zdmMuY2x1c3Rlci5sb2NhbIIGd2It
        Y3AxhwQKYAABhwTAqAoLhwR/AAABMB0GA1UdDgQWBBQfjiUcpUX17Isc2H2q28yG
        gf/QfjAfBgNVHSMEGDAWgBTG77tGoCyFNZsdAfjcatCCyuFSCDANBgkqhkiG9w0B
        AQsFAAOCAQEAyrmF7IsyLTb6BKYk8TWiwlSXJPZ36ZivLHyS5912V2IHWHoQblUH
        BGDhD5OAvTyZcT6ueySolcHvIz9b8rtExKBXVmwf0h9wYGNWG+i8P/WzscbElV1E
        CHNKRz3A9vI5vTwxrq54EG0pKy07QD8ZVEUdBCjhpZ72q4GIm2OWVDJukk4VbdqL
        K3kGyPo7K8vORk3OYL0giYnlVjjHJ7ZVGw8pTIdpWUJzu/wmIPaNun1fXf97PdrH
        6OQBVtiXb59oMu1eXY3wLjiLvDuXxmjqBiHuw09/ITyCi6LaV31HmBoWPYMdxFjs
        Fa+JAIYx/aclN6iUnSzrt42cQ9NCtu0b3A==
        -----END CERTIFICATE-----
        """

    private static let otherNames = """
        -----BEGIN CERTIFICATE-----
        MIIDhjCCAm6gAwIBAgIIMXYFsRJ44mswDQYJKoZIhvcNAQELBQAwFTETMBEGA1UE
        AxMKa3ViZXJuZXRlczAeFw0yNjExMjQwNTU3MzVaFw0yNzExMjQwNjAyMzVaMBkx
        FzAVBgNVBAMTDmt1YmUtYXBpc2VydmVyMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A
        MIIBCgKCAQEAzAPm1Idrju+un6vQjnC2flUe2+/BXeVF7Flaa2MiCGNGWvkSKG09
        Tzp6Ot0XNTa2pst4Onlw4eQxYpow5TwOl0Gv+3GAkkn5B6CBwHcg4j+V2fk62Z8a
        BUTclu8SyiT8uEQ58uls52N644xcGOTkc4Q35YoENt1TtKFSrKOU6n+3218WEJhm
        NGMgpbP0dA3NXzbcdabCw6I5bK54rVsO6RwRmwJBIuxI0+bBYbCbrjfoYiQ9NrYh
        WhZ/1RnUNcM7VRt/F/ZNsQ0z8VaKCITdIGwDUU+UtvSqQ8VHS6gudvJL+pxEQAV0
        BkbXBY34WC4BoX//9RC8pezWkEo5MdD0iQIDAQABo4HVMIHSMA4GA1UdDwEB/wQE
        AwIFoDATBgNVHSUEDDAKBggrBgEFBQcDATAMBgNVHRMBAf8EAjAAMB8GA1UdIwQY
        MBaAFMbvu0agLIU1mx0B+Nxq0ILK4VIIMHwGA1UdEQR1MHOCCmt1YmVybmV0ZXOC
        Emt1YmVybmV0ZXMuZGVmYXVsdIIWa3ViZXJuZXRlcy5kZWZhdWx0LnN2Y4Ika3Vi
        ZXJuZXRlcy5kZWZhdWx0LnN2Yy5jbHVzdGVyLmxvY2FsggdvbGRuYW1lhwQKYAAB
        hwQKYwAFMA0GCSqGSIb3DQEBCwUAA4IBAQCUYhEIeLctvO67afumH/3iHZXjR75j
        5Vn1KS6cu76bVpBLXGvMLq4dXyIJXkv/SyNyyHVXq5jOBzEfEfhtsfXXvzhTFZ3b
        sUHzy+0PpTkzfP2FZcK5rm1G7WjBLofHBU9BIAwfYAQ8JofXrqKFk+sc3M4hj905
        Mg93FvTId8bsccTA1UVxUCJ2HN7PwhsFZzC/+tZP3qiL2NLK31E2DHJ2bEPnUUMJ
        a9fvtJkevLnQJDtxaZPoT2h+T8n6TGoqJs14SxxTXJtfZHiKc5/iAae7rtGU7AZS
        4mYxbTX+7LMGGEHAp35MzF7YINd/uf1hQwFZZLnQGqKcCBjQ/gaZMuri
        -----END CERTIFICATE-----
        """
}
