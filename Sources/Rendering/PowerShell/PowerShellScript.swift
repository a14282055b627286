import Planning
import Steps
import Text

/// A script for each Windows machine: `machines/NAME/install.ps1`, beside the files that it copies.
struct PowerShellScript: Exporter {
    func documents(_ plan: Plan, _ context: PlanContext) -> [PlannedFile] {
        context.windowsNodes.compactMap { machine in
            let steps = plan.steps(on: machine.name)
            if steps.isEmpty { return nil }
            return PlannedFile("machines/\(machine.name)/install.ps1", Self.text(steps, machine, context))
        }
    }

    static func text(_ steps: [Step], _ machine: Machine, _ context: PlanContext) -> String {
        let phases = Step.Phase.allCases.filter { phase in steps.contains { $0.phase == phase } }
        let names = InstallScript.placeholders(steps).map { quoted($0.rawValue) }.joined(separator: ", ")
        var out = "# \(machine.name): Kubernetes \(context.version), a Windows worker. Written by drydock.\n" + head + "\n"
        out += "$secretNames = @(\(names))\n\n" + functions
        for phase in phases {
            out += "\nif (Test-Wanted \(quoted(phase.rawValue))) {\n"
            for step in steps where step.phase == phase { out += lines(step) }
            out += "}\n"
        }
        return out + "if ($Check -and $script:differences) { exit 1 }\n"
    }

    private static func lines(_ step: Step) -> String {
        var out = WrappedText.lines(step.why, width: 112).map { "    # \($0)\n" }.joined()
        out += "    Start-Step \(quoted(step.key)) \(quoted(step.title)) \(step.check.map(list) ?? "@()")\n"
        for action in step.actions { out += "    \(line(action))\n" }
        return out
    }

    private static func line(_ action: Step.Action) -> String {
        switch action {
        case .write(let file): return "Write-PlannedFile \(quoted(file.path)) \(quoted(inRoot(file.path)))"
        case .fetch(let url, let path, _): return "Get-PlannedFile \(quoted(url)) \(quoted(path))"
        case .byHand(let text): return "Show-ByHand \(quoted(text))"
        case .edit(let edit): return "Show-ByHand \(quoted(ActionText.line(.edit(edit))))"
        case .run(let run):
            var out = "Invoke-Planned \(list(run.words))"
            if let path = run.unlessExists { out += " -UnlessExists \(quoted(path))" }
            if let words = run.unless { out += " -Unless \(list(words))" }
            if let output = run.output { out += " -Output \(quoted(output.path))" }
            return out
        }
    }

    private static func inRoot(_ path: String) -> String {
        let parts = path.split(whereSeparator: { $0 == "/" || $0 == "\\" })
        return "root/" + parts.map { $0.last == ":" ? $0.dropLast() : $0 }.joined(separator: "/")
    }

    private static func list(_ words: [String]) -> String { "@(\(words.map(quoted).joined(separator: ", ")))" }

    /// A word in single quotes, in which PowerShell replaces nothing.
    static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }

    private static let head = #"""
        # Run it in a PowerShell of an administrator. What is there already stays as it is.
        # install.ps1 [-Check] [-Secrets FILE] [-Phases prepare,workers]
        #   -Check changes nothing and ends 1 where something would be done; -Secrets names a file of lines NAME=VALUE, whose
        #   values are also taken from the environment, as DRYDOCK_NAME.
        param([switch] $Check, [string] $Secrets = '', [string[]] $Phases = @())
        $ErrorActionPreference = 'Stop'

        """#

    private static let functions = #"""
        $values = @{}
        if ($Secrets) {
            foreach ($text in Get-Content $Secrets) {
                $name, $value = $text -split '=', 2
                if ($value) { $values[$name] = $value }
            }
        }
        foreach ($name in $secretNames) {
            $value = [Environment]::GetEnvironmentVariable("DRYDOCK_$name")
            if ($value) { $values[$name] = $value }
        }
        $script:differences = $false
        function Test-Wanted([string] $phase) { $Phases.Count -eq 0 -or $Phases -contains $phase }
        function Test-Command([string[]] $words) {
            $rest = @($words | Select-Object -Skip 1)
            & $words[0] @rest *> $null
            $LASTEXITCODE -eq 0
        }
        function Start-Step([string] $key, [string] $title, [string[]] $test) {
            $script:key = $key
            $script:changed = $false
            $script:holds = $false
            if ($test.Count -gt 0) { try { $script:holds = Test-Command $test } catch { $script:holds = $false } }
            Write-Host "== ${key}: $title"
        }
        function Test-Needed { $script:changed -or -not $script:holds }
        function Write-PlannedFile([string] $path, [string] $source) {
            $text = Get-Content -Raw (Join-Path $PSScriptRoot $source)
            $isSecret = $false
            foreach ($name in $secretNames) {
                $mark = '@@' + $name + '@@'
                if ($text.Contains($mark)) {
                    $isSecret = $true
                    if (-not $values.ContainsKey($name) -and -not $Check) { throw "${script:key}: $name is needed for $path." }
                    if ($values.ContainsKey($name)) { $text = $text.Replace($mark, $values[$name]) }
                }
            }
            if ((Test-Path $path) -and ((Get-Content -Raw $path) -ceq $text)) { return }
            $script:changed = $true
            $script:differences = $true
            Write-Host "   write $path"
            if ($Check) { return }
            New-Item -ItemType Directory -Force (Split-Path $path) | Out-Null
            if (Test-Path $path) { Copy-Item $path "$path.before-drydock" -Force }
            if ($isSecret) {
                # For the system and administrators alone, by their ids: their names differ by language.
                [IO.File]::WriteAllText($path, '')
                icacls.exe $path /inheritance:r /grant:r '*S-1-5-18:F' '*S-1-5-32-544:F' | Out-Null
                if ($LASTEXITCODE -ne 0) { throw "${script:key}: $path could not be closed to others." }
            }
            [IO.File]::WriteAllText($path, $text)
        }
        function Get-PlannedFile([string] $url, [string] $path) {
            if (Test-Path $path) { return }
            $script:differences = $true
            Write-Host "   fetch $url"
            if ($Check) { return }
            New-Item -ItemType Directory -Force (Split-Path $path) | Out-Null
            curl.exe --fail --silent --show-error --location --output "$path.part" $url
            if ($LASTEXITCODE -ne 0) { throw "${script:key}: $url could not be fetched." }
            Move-Item "$path.part" $path
        }
        function Invoke-Planned([string[]] $words, [string] $UnlessExists = '', [string[]] $Unless = @(), [string] $Output = '') {
            if ($UnlessExists -and (Test-Path $UnlessExists)) { return }
            if ($Unless.Count -gt 0 -and (Test-Command $Unless)) { return }
            if (-not (Test-Needed)) { return }
            $script:differences = $true
            Write-Host "   run $($words -join ' ')"
            if ($Check) { return }
            $rest = @($words | Select-Object -Skip 1)
            if ($Output) { & $words[0] @rest | Set-Content $Output } else { & $words[0] @rest }
            if ($LASTEXITCODE -ne 0) { throw "${script:key}: the command ended with ${LASTEXITCODE}: $($words -join ' ')" }
        }
        function Show-ByHand([string] $text) {
            if (-not (Test-Needed)) { return }
            $script:differences = $true
            Write-Host "   by hand: $text"
        }

        """#
}
