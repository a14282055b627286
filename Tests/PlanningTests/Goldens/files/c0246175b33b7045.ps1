# worker2: Kubernetes 1.36.3, a Windows worker. Written by drydock.
# Run it in a PowerShell of an administrator. What is there already stays as it is.
# install.ps1 [-Check] [-Secrets FILE] [-Phases prepare,workers]
#   -Check changes nothing and ends 1 where something would be done; -Secrets names a file of lines NAME=VALUE, whose
#   values are also taken from the environment, as DRYDOCK_NAME.
param([switch] $Check, [string] $Secrets = '', [string[]] $Phases = @())
$ErrorActionPreference = 'Stop'

$secretNames = @('JOIN_TOKEN', 'CA_CERT_HASH')

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

if (Test-Wanted 'prepare') {
    # Windows makes no containers without it. Where it was missing, the machine must be restarted, and then this
    # script run again.
    Start-Step 'enable-containers' 'Install the Windows feature Containers.' @('sc.exe', 'query', 'vmcompute')
    Invoke-Planned @('powershell.exe', '-NoProfile', '-Command', 'Install-WindowsFeature Containers') -Unless @('sc.exe', 'query', 'vmcompute')
    # There are no packages for Windows: the files come from the projects' releases, and each is compared with the
    # SHA-256 that is published beside it.
    Start-Step 'install-windows-programs' 'Install containerd, kubelet, kubeadm, crictl and the CNI plugins.' @('cmd.exe', '/c', 'if not exist C:\k\kubeadm.exe exit 1')
    Get-PlannedFile 'https://github.com/containerd/containerd/releases/download/v2.3.4/containerd-2.3.4-windows-amd64.tar.gz' 'C:/k/downloads/containerd-2.3.4-windows-amd64.tar.gz'
    Get-PlannedFile 'https://github.com/containerd/containerd/releases/download/v2.3.4/containerd-2.3.4-windows-amd64.tar.gz.sha256sum' 'C:/k/downloads/containerd-2.3.4-windows-amd64.tar.gz.published'
    Invoke-Planned @('powershell.exe', '-NoProfile', '-Command', 'if ((Get-FileHash ''C:/k/downloads/containerd-2.3.4-windows-amd64.tar.gz'').Hash -ne ((Get-Content ''C:/k/downloads/containerd-2.3.4-windows-amd64.tar.gz.published'') -split ''\s+'')[0]) { exit 1 }')
    Get-PlannedFile 'https://dl.k8s.io/release/v1.36.3/bin/windows/amd64/kubelet.exe' 'C:/k/downloads/kubelet.exe'
    Get-PlannedFile 'https://dl.k8s.io/release/v1.36.3/bin/windows/amd64/kubelet.exe.sha256' 'C:/k/downloads/kubelet.exe.published'
    Invoke-Planned @('powershell.exe', '-NoProfile', '-Command', 'if ((Get-FileHash ''C:/k/downloads/kubelet.exe'').Hash -ne ((Get-Content ''C:/k/downloads/kubelet.exe.published'') -split ''\s+'')[0]) { exit 1 }')
    Get-PlannedFile 'https://dl.k8s.io/release/v1.36.3/bin/windows/amd64/kubeadm.exe' 'C:/k/downloads/kubeadm.exe'
    Get-PlannedFile 'https://dl.k8s.io/release/v1.36.3/bin/windows/amd64/kubeadm.exe.sha256' 'C:/k/downloads/kubeadm.exe.published'
    Invoke-Planned @('powershell.exe', '-NoProfile', '-Command', 'if ((Get-FileHash ''C:/k/downloads/kubeadm.exe'').Hash -ne ((Get-Content ''C:/k/downloads/kubeadm.exe.published'') -split ''\s+'')[0]) { exit 1 }')
    Get-PlannedFile 'https://github.com/kubernetes-sigs/cri-tools/releases/download/v1.35.0/crictl-v1.35.0-windows-amd64.tar.gz' 'C:/k/downloads/crictl-v1.35.0-windows-amd64.tar.gz'
    Get-PlannedFile 'https://github.com/kubernetes-sigs/cri-tools/releases/download/v1.35.0/crictl-v1.35.0-windows-amd64.tar.gz.sha256' 'C:/k/downloads/crictl-v1.35.0-windows-amd64.tar.gz.published'
    Invoke-Planned @('powershell.exe', '-NoProfile', '-Command', 'if ((Get-FileHash ''C:/k/downloads/crictl-v1.35.0-windows-amd64.tar.gz'').Hash -ne ((Get-Content ''C:/k/downloads/crictl-v1.35.0-windows-amd64.tar.gz.published'') -split ''\s+'')[0]) { exit 1 }')
    Get-PlannedFile 'https://github.com/containernetworking/plugins/releases/download/v1.9.1/cni-plugins-windows-amd64-v1.9.1.tgz' 'C:/k/downloads/cni-plugins-windows-amd64-v1.9.1.tgz'
    Get-PlannedFile 'https://github.com/containernetworking/plugins/releases/download/v1.9.1/cni-plugins-windows-amd64-v1.9.1.tgz.sha256' 'C:/k/downloads/cni-plugins-windows-amd64-v1.9.1.tgz.published'
    Invoke-Planned @('powershell.exe', '-NoProfile', '-Command', 'if ((Get-FileHash ''C:/k/downloads/cni-plugins-windows-amd64-v1.9.1.tgz'').Hash -ne ((Get-Content ''C:/k/downloads/cni-plugins-windows-amd64-v1.9.1.tgz.published'') -split ''\s+'')[0]) { exit 1 }')
    Invoke-Planned @('cmd.exe', '/c', 'if not exist "C:\Program Files\containerd" mkdir "C:\Program Files\containerd"')
    Invoke-Planned @('tar.exe', '-xf', 'C:/k/downloads/containerd-2.3.4-windows-amd64.tar.gz', '-C', 'C:/Program Files/containerd')
    Invoke-Planned @('cmd.exe', '/c', 'copy', '/y', 'C:\k\downloads\kubelet.exe', 'C:\k\kubelet.exe')
    Invoke-Planned @('cmd.exe', '/c', 'copy', '/y', 'C:\k\downloads\kubeadm.exe', 'C:\k\kubeadm.exe')
    Invoke-Planned @('cmd.exe', '/c', 'if not exist "C:\k" mkdir "C:\k"')
    Invoke-Planned @('tar.exe', '-xf', 'C:/k/downloads/crictl-v1.35.0-windows-amd64.tar.gz', '-C', 'C:/k')
    Invoke-Planned @('cmd.exe', '/c', 'if not exist "C:\opt\cni\bin" mkdir "C:\opt\cni\bin"')
    Invoke-Planned @('tar.exe', '-xf', 'C:/k/downloads/cni-plugins-windows-amd64-v1.9.1.tgz', '-C', 'C:/opt/cni/bin')
    # kubeadm and the kubelet reach containerd by its pipe, and pods find the CNI's files where the network's pods put
    # them.
    Start-Step 'configure-containerd' 'Write containerd''s configuration and run it as a service.' @('sc.exe', 'query', 'containerd')
    Write-PlannedFile 'C:/Program Files/containerd/config.toml' 'root/C/Program Files/containerd/config.toml'
    Invoke-Planned @('C:/Program Files/containerd/bin/containerd.exe', '--config', 'C:/Program Files/containerd/config.toml', '--register-service') -Unless @('sc.exe', 'query', 'containerd')
    Invoke-Planned @('powershell.exe', '-NoProfile', '-Command', 'Restart-Service containerd')
    # kubeadm on Windows writes the kubelet's flags to a file and does not start it: the script waits for that file
    # and starts the kubelet with it, again whenever it ends.
    Start-Step 'register-kubelet' 'Run the kubelet as a task that starts with the machine.' @('schtasks.exe', '/Query', '/TN', 'kubelet')
    Write-PlannedFile 'C:/k/start-kubelet.ps1' 'root/C/k/start-kubelet.ps1'
    Invoke-Planned @('schtasks.exe', '/Create', '/TN', 'kubelet', '/SC', 'ONSTART', '/RU', 'SYSTEM', '/RL', 'HIGHEST', '/F', '/TR', 'powershell.exe -NoProfile -ExecutionPolicy Bypass -File C:\k\start-kubelet.ps1') -Unless @('schtasks.exe', '/Query', '/TN', 'kubelet')
    Invoke-Planned @('netsh.exe', 'advfirewall', 'firewall', 'add', 'rule', 'name=kubelet', 'dir=in', 'action=allow', 'protocol=TCP', 'localport=10250') -Unless @('netsh.exe', 'advfirewall', 'firewall', 'show', 'rule', 'name=kubelet')
}

if (Test-Wanted 'workers') {
    # The machine becomes a node. Its taint keeps Linux pods away, which could not run there.
    Start-Step 'join-windows-worker' 'Start the kubelet and join the cluster.' @('cmd.exe', '/c', 'if not exist C:\etc\kubernetes\kubelet.conf exit 1')
    Write-PlannedFile 'C:/k/join.yaml' 'root/C/k/join.yaml'
    Invoke-Planned @('schtasks.exe', '/Run', '/TN', 'kubelet') -UnlessExists 'C:/etc/kubernetes/kubelet.conf'
    Invoke-Planned @('cmd.exe', '/c', 'C:\k\kubeadm.exe join --config C:\k\join.yaml') -UnlessExists 'C:/etc/kubernetes/kubelet.conf'
}
if ($Check -and $script:differences) { exit 1 }
