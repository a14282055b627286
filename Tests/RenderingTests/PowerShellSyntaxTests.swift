import Glibc
import GoldenSupport
import Steps
import Subprocess
import SystemPackage
import Testing

@testable import Planning
@testable import Rendering

/// install.ps1 before a grammar of PowerShell, which itself is to be had neither from Debian nor from PyPI. Nothing of it is run.
@Suite(.enabled(if: getenv("POWERSHELL_GRAMMAR").map { $0.pointee != 0 } == true, "Scripts/powershell-grammar installs it"))
struct PowerShellSyntaxTests {
    private static let script = Checkout.root + "/Scripts/powershell-syntax"

    private func problems(_ text: String) async throws -> (status: TerminationStatus, text: String) {
        let folder = try Scratch()
        try folder.write("install.ps1", text)
        let python = String(cString: try #require(getenv("POWERSHELL_GRAMMAR")))
        let result = try await Subprocess.run(
            .path(FilePath(python)), arguments: [Self.script, folder.path + "/install.ps1"], output: .string(limit: 1 << 16),
            error: .string(limit: 1 << 16))
        return (result.terminationStatus, result.standardOutput + result.standardError)
    }

    @Test func everyScriptIsWhole() async throws {
        var scripts: Set<String> = []
        for (_, plan) in GoldenPlans.all {
            scripts.formUnion(plan.documents.filter { $0.path.hasSuffix("/install.ps1") }.map(\.content))
        }
        let context = try #require(MatrixCase("x").context)
        // Every action that it has words for, too.
        for step in FieldLawTests.steps {
            if let text = try? PowerShellScript.text([step], context.plan.machines[0], context) { scripts.insert(text) }
        }
        #expect(scripts.count > 8, "\(scripts.count)")
        for script in scripts {
            let found = try await problems(script)
            #expect(found.status == .exited(0), "\(found.text)")
        }
        let broken = try await problems(
            try #require(scripts.first).replacing("function Test-Holds {", with: "function Test-Holds"))
        #expect(broken.status == .exited(1) && broken.text.contains("install.ps1:"), "\(broken.text)")
    }
}
