// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours: Swift 6, warnings are errors.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// The shipped program is one fully static file. The release build must also carry `--static-swift-stdlib` (see Makefile).
let staticProgram: [LinkerSetting] = [
    // Stripped; equal functions folded; no index of unwind tables (C++ exceptions find theirs without it): 3 MB less.
    .unsafeFlags(
        ["-static-executable", "-Xlinker", "-s", "-Xlinker", "--icf=all", "-Xlinker", "--no-eh-frame-hdr"],
        .when(configuration: .release))
]

func module(
    _ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil, exclude: [String] = [],
    plugins: [Target.PluginUsage] = []
) -> Target {
    .target(name: name, dependencies: dependencies, path: path, exclude: exclude, swiftSettings: strict, plugins: plugins)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
    name: "drydock",
    products: [.executable(name: "drydock", targets: ["drydock"])],
    dependencies: [
        // Commands, flags, help and shell completions.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // X.509: dates, names, issuers, key match and signatures of the node's certificates.
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        // DER and PEM, which swift-certificates reads and writes through.
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        // SHA-256 of keys and certificates; the same package swift-certificates builds on.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        // Child processes of the tests; the program's own run under a keeper (Sources/CLinux/keeper.c), which none of them outlives.
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        // Its file paths, in which the tests name a program.
        .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
    ],
    targets: [
        // C: the only doors to ncursesw, libyaml, libnghttp2, zlib, liblzma, and liblz4 and libzstd, which unpack what journald packed; each
        // linked from Debian's static archive.
        .target(name: "CTerminal", linkerSettings: [.linkedLibrary(":libncursesw.a"), .linkedLibrary(":libtinfo.a")]),
        .target(name: "CYAML", linkerSettings: [.linkedLibrary(":libyaml.a")]),
        .target(name: "CHTTP2", linkerSettings: [.linkedLibrary(":libnghttp2.a")]),
        .target(
            name: "CArchive",
            linkerSettings: [
                .linkedLibrary(":libz.a"), .linkedLibrary(":liblzma.a"), .linkedLibrary(":liblz4.a"),
                .linkedLibrary(":libzstd.a"),
            ]),
        // System calls that Swift's Glibc module leaves out.
        .target(name: "CLinux"),

        // Show.
        module("Terminal", ["CTerminal"]),
        module("Widgets", ["Terminal"]),

        // Look.
        module("Facts", ["Text"]),
        // IP addresses and ranges: numbers that probes, rules and plans compare.
        module("Addresses"),
        // Words and lines: globs, shell quoting, the nearest word, wrapping. Nothing of Kubernetes.
        module("Text"),
        module("YAML", ["CYAML", "Text"]),
        // Our own reader: toml++ of Debian 12 (3.3) and 13 (3.4) ends the program on `[[[`, `a = [}` and dotted keys of 100,000 parts,
        // tomlc17 is in neither; see TOMLDocument.
        module("TOML", ["Text"]),
        // Settings spliced into files that people wrote.
        module("Editing", ["Text", "TOML", "YAML"]),
        // Our own protobuf reader: with all these messages it adds 270 kB to a static program that has FoundationEssentials, swift-protobuf
        // 1.38.1 with `traits: []` 1,319 kB (no ICU any more), and that would not read crictl's JSON. Measured in November 2026.
        module("CRI", ["CHTTP2", "Text"]),
        module("Patterns", ["Text"]),
        // Secrets out of texts, and addresses behind pseudonyms.
        module(
            "Redaction",
            [
                "Text",
                .product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "X509", package: "swift-certificates"), .product(name: "SwiftASN1", package: "swift-asn1"),
            ]),
        // Hosts/Capture.md documents the form of a capture.
        module(
            "Hosts",
            [
                "CRI", "CArchive", "CLinux", "Redaction", "Text",
            ], exclude: ["Capture.md"]),
        module(
            "Probes",
            [
                "Facts", "Addresses", "Hosts", "Redaction", "Text", "YAML", "CRI", "Patterns", "TOML",
                .product(name: "X509", package: "swift-certificates"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
            ]),

        // Judge and plan.
        module("Diagnosis", ["Facts", "Addresses", "Patterns", "Text"]),
        // What is to be done, as values.
        module("Steps", ["Editing", "Text"]),
        // YAML's quoting and the plan file's reader: what is planned is text.
        module("Planning", ["Facts", "Addresses", "Diagnosis", "Steps", "Text", "YAML"]),
        module("Wizard", ["Facts", "Addresses", "Diagnosis", "Planning", "Text", "YAML"]),
        // The runbook tells the decisions as the wizard's pages know them.
        module("Rendering", ["Diagnosis", "Planning", "Steps", "Text", "Wizard", "YAML"]),
        module(
            "Applying",
            [
                "CLinux", "CRI", "Editing", "Hosts", "Redaction", "Steps", "Text",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        module(
            "KnowledgeFormat",
            ["CArchive", "YAML", "Facts", "Addresses", "Diagnosis", "Editing", "Steps", "Planning", "Patterns", "Text"]),
        // Proofs of rules: changes to recorded nodes, and the run that judges them.
        module(
            "Proofs", ["Diagnosis", "Editing", "Facts", "Hosts", "Probes", "Steps", "Text", "YAML"]),
        module("Lookup", ["Diagnosis", "KnowledgeFormat", "Patterns", "Planning", "Redaction", "Steps", "Text"]),
        module(
            "Knowledge", ["Diagnosis", "Facts", "Planning", "KnowledgeFormat"], path: "Knowledge",
            exclude: ["rules", "recipes", "ladder", "releases", "add-ons", "runtimes", "schemas", "catalogue.json"],
            plugins: ["CompileKnowledge"]),
        .executableTarget(
            name: "KnowledgeCompiler", dependencies: ["Facts", "KnowledgeFormat", "YAML", "Diagnosis", "Planning", "Steps"],
            swiftSettings: strict,
            linkerSettings: [.linkedLibrary("m")]),
        .plugin(name: "CompileKnowledge", capability: .buildTool(), dependencies: ["KnowledgeCompiler"]),

        // Show, over all.
        module(
            "Screens", ["Widgets", "Terminal", "Facts", "Diagnosis", "Lookup", "Planning", "Steps", "Text", "Wizard"],
            path: "Screens"),
        module(
            "Application",
            [
                "Screens", "Widgets", "Terminal", "Facts", "Diagnosis", "Steps", "Planning", "Wizard", "Rendering", "Lookup",
                "Applying", "Proofs",
                "Hosts", "Probes", "Knowledge", "KnowledgeFormat", "Patterns", "Text", "YAML",
            ]),
        .executableTarget(
            name: "drydock",
            dependencies: ["Application", "Planning", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: strict, linkerSettings: staticProgram),

        // Measures the log matcher beside ripgrep; see Benchmarks/patterns/compare.
        .executableTarget(
            name: "bench-patterns", dependencies: ["Patterns"], path: "Benchmarks/patterns", exclude: ["compare"],
            swiftSettings: strict),

        // Rings 1 to 4; Tests/Nodes holds recorded nodes, Tests/Lab the lab.
        module(
            "GoldenSupport", ["Terminal", .product(name: "Crypto", package: "swift-crypto")], path: "Tests/GoldenSupport"),
        module(
            "SecretKinds",
            [
                .product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto"),
            ], path: "Tests/SecretKinds"),
        tests("GoldenSupportTests", ["GoldenSupport", "Terminal"]),
        tests("TerminalTests", ["Terminal", "CTerminal"]),
        tests("WidgetsTests", ["Widgets", "Terminal", "GoldenSupport"], exclude: ["Goldens"]),
        tests("CRITests", ["CRI"]),
        tests("YAMLTests", ["YAML", "Text"]),
        tests("TOMLTests", ["TOML"]),
        tests("EditingTests", ["Editing", "YAML"], exclude: ["Files"]),
        tests("PatternsTests", ["Patterns"]),
        tests(
            "HostsTests",
            [
                "Hosts", "CRI", "CArchive", "Redaction", "SecretKinds", "Text", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ], exclude: ["Journals"]),
        tests("RedactionTests", ["Redaction", "SecretKinds", "Text"]),
        tests("ProbesTests", ["Probes", "Hosts", "CRI", "Facts", "Addresses", "Knowledge", "TOML", "YAML"]),
        tests("FactsTests", ["Facts"]),
        tests("TextTests", ["Text"]),
        tests("AddressesTests", ["Addresses"]),
        // Plans that the rings of Planning and Rendering are tried on.
        module("PlanCases", ["Knowledge", "Planning", "Rendering", "Steps", "YAML"], path: "Tests/PlanCases"),
        tests(
            "PlanningTests",
            [
                "Diagnosis", "Editing", "PlanCases", "Planning", "Wizard", "Steps", "Text", "Knowledge", "Facts", "Addresses",
                "YAML",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ], exclude: ["Recordings"]),
        tests("WizardTests", ["Wizard", "PlanCases", "Planning", "Rendering", "Steps", "Knowledge", "Facts", "YAML"]),
        tests(
            "RenderingTests",
            [
                "Rendering", "Application", "Editing", "Facts", "Hosts", "PlanCases", "Planning", "Screens", "Steps", "Text",
                "Wizard",
                "Knowledge", "KnowledgeFormat", "YAML", "GoldenSupport", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ], exclude: ["Goldens"]),
        tests("LookupTests", ["Lookup", "Knowledge", "KnowledgeFormat", "Diagnosis", "GoldenSupport"]),
        tests(
            "ConformanceTests",
            [
                "Applying", "Knowledge", "Planning", "Rendering", "Steps",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        tests("ApplyingTests", ["Applying", "Editing", "Steps"]),
        tests("DiagnosisTests", ["Diagnosis", "Facts", "Text"]),
        tests(
            "KnowledgeTests",
            [
                "Knowledge", "KnowledgeFormat", "Diagnosis", "Planning", "Proofs", "Facts", "Probes", "Hosts", "Steps", "Editing",
                "Text", "YAML", "Patterns", "GoldenSupport",
            ]),
        tests(
            "ScreensTests",
            [
                "Screens", "Widgets", "Terminal", "Diagnosis", "Editing", "Facts", "Lookup", "Planning", "Rendering", "Steps",
                "Wizard",
                "Knowledge", "KnowledgeFormat", "GoldenSupport",
            ],
            exclude: ["Goldens"]),
        tests(
            "ApplicationTests",
            [
                "Application", "Screens", "Widgets", "Terminal", "Hosts", "CRI", "Probes", "Knowledge", "KnowledgeFormat",
                "Applying", "Diagnosis", "Facts", "Lookup", "Planning", "Rendering", "SecretKinds", "Steps", "Text", "Wizard",
                "GoldenSupport",
            ]),
        tests(
            "ProgramTests",
            [
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"), "drydock",
            ]),
        // Mutated inputs for every parser; DRYDOCK_FUZZ_SECONDS says for how long.
        tests(
            "FuzzTests",
            [
                "YAML", "TOML", "CRI", "CHTTP2", "Editing", "Hosts", "Probes", "Patterns", "Knowledge", "KnowledgeFormat",
                "Application",
                "Diagnosis",
                "Facts",
            ]),
        tests("LabTests", [.product(name: "Subprocess", package: "swift-subprocess")]),
        // Makes pods on a lab node's runtime without a kubelet. Never shipped.
        .executableTarget(
            name: "cri-run", dependencies: ["CRI"], path: "Tests/Lab/cri-run", swiftSettings: strict,
            linkerSettings: staticProgram),
    ]
)
