import Planning
import Steps
import Text

/// A script for each Windows machine: `machines/NAME/install.ps1`, beside the files that it copies.
struct PowerShellScript: Exporter {
    func documents(_ plan: Plan, _ context: PlanContext) throws(RenderingError) -> [PlannedFile] {
        var out: [PlannedFile] = []
        for machine in context.windowsNodes {
            let steps = plan.steps(on: machine.name)
            if steps.isEmpty { continue }
            out.append(PlannedFile("machines/\(machine.name)/install.ps1", try Self.text(steps, machine, context)))
        }
        return out
    }

    static func text(_ steps: [Step], _ machine: Machine, _ context: PlanContext) throws(RenderingError) -> String {
        let phases = Step.Phase.allCases.filter { phase in steps.contains { $0.phase == phase } }
        let names = InstallScript.placeholders(steps).map { quoted($0.rawValue) }.joined(separator: ", ")
        var out = "# \(machine.name): Kubernetes \(context.version), a Windows worker. Written by drydock.\n" + head + "\n"
        out += "$secretNames = @(\(names))\n\n" + functions
        for phase in phases {
            out += "\nif (Test-Wanted \(quoted(phase.rawValue))) {\n"
            for step in steps where step.phase == phase { out += try lines(Procedure(step)) }
            out += "}\n"
        }
        return out + "if ($Check -and $script:differences) { exit 1 }\n"
    }

    private static func lines(_ procedure: Procedure) throws(RenderingError) -> String {
        var out = WrappedText.lines(procedure.step.why, width: 112).map { "    # \($0)\n" }.joined()
        for operation in procedure.operations { out += "    \(try line(operation, procedure.step))\n" }
        return out
    }

    private static func line(_ operation: Operation, _ step: Step) throws(RenderingError) -> String {
        switch operation {
        case .begin(let always):
            return "Start-Step \(quoted(step.key)) \(quoted(step.title)) \(try test(step.check, step)) "
                + "\(flag(always)) \(flag(step.risk == .looks))"
        case .ask: return "Test-Step"
        case .put(let file):
            return
                "Write-PlannedFile \(quoted(file.path)) \(quoted(inRoot(file.path))) \(flag(file.keepsExisting)) \(flag(file.isFleeting)) "
                + flag(FileMode(bits: file.mode).isPrivate)
        case .fetch(let fetch):
            return "Get-PlannedFile \(quoted(fetch.url)) \(quoted(fetch.path)) \(try proof(fetch, step))"
                + (fetch.mode.isPrivate ? " -Private" : "")
        case .hand(let text): return "Show-ByHand \(quoted(text))"
        case .execute(let execution): return try invocation(execution.run, step)
        case .verify(_, let tries, let delay, let halfway):
            return "Confirm-Step \(tries) \(delay)" + (halfway.map { " \(quoted($0))" } ?? "")
        case .end: return "Complete-Step"
        case .splice(let edit): throw refused(step, "an edit of \(edit.path)")
        case .wait: throw refused(step, "a wait for a container")
        }
    }

    private static func invocation(_ run: Run, _ step: Step) throws(RenderingError) -> String {
        var out = "Invoke-Planned \(list(run.words))"
        if let path = run.unlessExists { out += " -UnlessExists \(quoted(path))" }
        if let words = run.unless { out += " -Unless \(list(words))" }
        if let output = run.output {
            out += " -Output \(quoted(output.path))"
            if output.mode.isPrivate { out += " -Private" }
        }
        if !run.makes.isEmpty { throw refused(step, "a command that makes values for other machines") }
        return out
    }

    private static func test(_ check: Check?, _ step: Step) throws(RenderingError) -> String {
        switch check {
        case nil: "@()"
        case .succeeds(let words): list(words)
        case .holds, .clear: throw refused(step, "a check that drydock itself makes")
        }
    }

    private static func proof(_ fetch: Fetch, _ step: Step) throws(RenderingError) -> String {
        switch fetch.proof {
        case .sha256(let sum): "-Sum \(quoted(sum))"
        case .published(let url, let name): "-SumURL \(quoted(url)) -Name \(quoted(name))"
        case .onlyTLS(let because): "-OnlyTLS \(quoted(because))"
        case .key: throw refused(step, "the check of a key")
        }
    }

    private static func refused(_ step: Step, _ what: String) -> RenderingError {
        RenderingError("install.ps1", step: step.id, what: what)
    }

    private static func flag(_ flag: Bool) -> String { flag ? "$true" : "$false" }

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
        $unfinished = 'C:/ProgramData/drydock/unfinished'
        # A step that was cut off has a note, by which it is due again, whatever its check says.
        function Start-Step([string] $key, [string] $title, [string[]] $test, [bool] $always, [bool] $looks) {
            $script:key = $key
            $script:test = $test
            $script:looks = $looks
            $script:due = $always -or (Test-Path "$unfinished/$key")
            Write-Host "== ${key}: $title"
        }
        function Test-Holds { try { Test-Command $script:test } catch { $false } }
        # Due, unless the check holds.
        function Test-Step { if (-not $script:due -and -not (Test-Holds)) { $script:due = $true } }
        # What changes something notes it first.
        function Set-Note {
            if ($script:looks) { return }
            New-Item -ItemType Directory -Force $unfinished | Out-Null
            New-Item -ItemType File -Force "$unfinished/$($script:key)" | Out-Null
        }
        function Set-Difference { if (-not $script:looks) { $script:differences = $true } }
        function Write-PlannedFile([string] $path, [string] $source, [bool] $keeps, [bool] $isFleeting, [bool] $isPrivate) {
            $stays = $keeps -or ($isFleeting -and -not $script:due)
            if ($stays -and (Test-Path $path) -and (Get-Item $path).Length -gt 0) { return }
            $text = Get-Content -Raw (Join-Path $PSScriptRoot $source)
            foreach ($name in $secretNames) {
                $mark = '@@' + $name + '@@'
                if (-not $text.Contains($mark)) { continue }
                $isPrivate = $true
                if (-not $values.ContainsKey($name)) {
                    if ((Test-Path $path) -and -not $script:due) { Write-Host "   leave $path, because $name is not known"; return }
                    if (-not $Check) { throw "${script:key}: $name is needed for $path." }
                    Set-Difference
                    Write-Host "   would write $path, once $name is known"
                    return
                }
                $text = $text.Replace($mark, $values[$name])
            }
            Set-PlannedText $path $text $isPrivate
        }
        function Set-PlannedText([string] $path, [string] $text, [bool] $isPrivate) {
            if ((Test-Path $path) -and ((Get-Content -Raw $path) -ceq $text)) { return }
            $script:due = $true
            Set-Difference
            Write-Host "   write $path"
            if ($Check) { return }
            Set-Note
            New-Item -ItemType Directory -Force (Split-Path $path) | Out-Null
            if (Test-Path $path) { Copy-Item $path "$path.before-drydock" -Force }
            $new = Join-Path (Split-Path $path) ('.' + (Split-Path -Leaf $path) + '.drydock-new')
            [IO.File]::WriteAllText($new, '')
            if ($isPrivate) { Close-File $new }
            [IO.File]::WriteAllText($new, $text)
            Move-Item -Force $new $path
        }
        # For the system and administrators alone, by their ids: their names differ by language.
        function Close-File([string] $path) {
            icacls.exe $path /inheritance:r /grant:r '*S-1-5-18:F' '*S-1-5-32-544:F' | Out-Null
            if ($LASTEXITCODE -ne 0) { throw "${script:key}: $path could not be closed to others." }
        }
        function Get-PlannedFile(
            [string] $url, [string] $path, [string] $Sum = '', [string] $SumURL = '', [string] $Name = '', [string] $OnlyTLS = '',
            [switch] $Private) {
            if (Test-Path $path) {
                if (-not $Sum -and $SumURL -and (Test-Path "$path.sha256")) { $Sum = (Get-Content -Raw "$path.sha256").Trim() }
                if (-not $Sum -and -not $SumURL) { return }
                if ($Sum -and (Get-FileHash $path).Hash -eq $Sum) { return }
            } elseif (-not $script:due) { return }
            $script:due = $true
            Set-Difference
            Write-Host "   fetch $url"
            if ($OnlyTLS) { Write-Host "   only TLS vouches for it: $OnlyTLS" }
            if ($Check) { return }
            Set-Note
            New-Item -ItemType Directory -Force (Split-Path $path) | Out-Null
            Get-Download $url "$path.part"
            if ($SumURL) {
                Get-Download $SumURL "$path.sums"
                # Some projects publish the sum alone, some with the file's name, some all files' sums together.
                $Sum = ''
                foreach ($line in Get-Content "$path.sums") {
                    $words = @($line.Trim() -split '\s+')
                    if ($words.Count -eq 1 -or $words[1].TrimStart('*') -eq $Name) { $Sum = $words[0]; break }
                }
                Remove-Item "$path.sums"
            }
            if (($Sum -or $SumURL) -and (Get-FileHash "$path.part").Hash -ne $Sum) {
                Remove-Item "$path.part"
                throw "${script:key}: $url has another SHA-256 than was expected; nothing was kept of it."
            }
            if ($SumURL) { [IO.File]::WriteAllText("$path.sha256", $Sum) }
            if ($Private) { Close-File "$path.part" }
            Move-Item -Force "$path.part" $path
        }
        function Get-Download([string] $url, [string] $path) {
            curl.exe --fail --silent --show-error --location --output $path $url
            if ($LASTEXITCODE -ne 0) { throw "${script:key}: $url could not be fetched." }
        }
        function Invoke-Planned(
            [string[]] $words, [string] $UnlessExists = '', [string[]] $Unless = @(), [string] $Output = '', [switch] $Private) {
            if (-not $script:due) { return }
            if ($UnlessExists -and (Test-Path $UnlessExists)) { return }
            if ($Unless.Count -gt 0 -and (Test-Command $Unless)) { return }
            Set-Difference
            if (-not ($script:looks -and $Check)) { Write-Host "   run $($words -join ' ')" }
            if ($Check) { return }
            Set-Note
            $rest = @($words | Select-Object -Skip 1)
            if ($Output) { $text = (& $words[0] @rest | Out-String) } else { & $words[0] @rest }
            if ($LASTEXITCODE -ne 0) { throw "${script:key}: the command ended with ${LASTEXITCODE}: $($words -join ' ')" }
            if ($Output) { Set-PlannedText $Output $text $Private }
        }
        function Show-ByHand([string] $text) {
            if (-not $script:due) { return }
            Set-Difference
            Write-Host "   by hand: $text"
            if ($Check -or $script:test.Count -eq 0 -or (Test-Holds)) { return }
            Write-Host "${script:key}: do that, then run this script again."
            exit 3
        }
        # What a command says of itself is not enough.
        function Confirm-Step([int] $tries, [int] $delay, [string] $halfway = 'look at it, and run this script again.') {
            if ($Check) { return }
            while (-not (Test-Holds)) {
                $tries--
                if ($tries -le 0) { throw "${script:key}: the step was done, but its check does not hold; $halfway" }
                Start-Sleep $delay
            }
        }
        function Complete-Step { if (-not $Check) { Remove-Item -Force -ErrorAction SilentlyContinue "$unfinished/$($script:key)" } }

        """#
}
