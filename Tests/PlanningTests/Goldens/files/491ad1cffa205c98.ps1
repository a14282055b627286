# Starts the kubelet with the flags that kubeadm wrote, and again whenever it ends. Run by the task "kubelet".
$flags = 'C:/var/lib/kubelet/kubeadm-flags.env'
New-Item -ItemType Directory -Force 'C:/var/log/kubelet' | Out-Null
while ($true) {
    if (Test-Path $flags) {
        $words = (Get-Content -Raw $flags).Trim() -replace '^KUBELET_KUBEADM_ARGS=', ''
        $words = $words.Trim('"') -split ' +' | Where-Object { $_ }
        & C:/k/kubelet.exe @words --config=C:/var/lib/kubelet/config.yaml `
            --bootstrap-kubeconfig=C:/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=C:/etc/kubernetes/kubelet.conf `
            --cert-dir=C:/var/lib/kubelet/pki --hostname-override=worker2 `
            --cgroups-per-qos=false --enforce-node-allocatable= --resolv-conf= 2>> C:/var/log/kubelet/kubelet.log
    }
    Start-Sleep -Seconds 10
}
