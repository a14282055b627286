import Diagnosis
import Facts
import Testing

@Suite struct LogNamesTests {
    @Test(arguments: [
        "kubelet", "runtime", "kube*", "audit", "container/*", "container/kube-system/etcd*", "container/shop/api-*/api",
        "previous/kubelet", "previous/container/kube-system/etcd-cp1/etcd",
    ])
    func isLookedAt(_ name: String) {
        #expect(LogNames.isKnown(name))
        #expect(LogNames.nearest(to: name) == nil)
    }

    @Test(arguments: [
        ("kubelett", "kubelet"), ("previous/kublet", "previous/kubelet"), ("etc", "etcd"), ("kernal", "kernel"),
        ("container/kube-sytem/etcd*", "container/kube-system/etcd*"),
        ("container/kube-system/kube-apisever*/kube-apiserver", "container/kube-system/kube-apiserver*/kube-apiserver"),
        ("containers/kube-system/etcd*", "container/kube-system/etcd*"),
    ])
    func wasMeant(_ name: String, _ meant: String) { #expect(LogNames.nearest(to: name) == meant) }

    @Test(arguments: ["kubelett", "journal", "container", "container/a/b/c/d", ""]) func isNone(_ name: String) {
        #expect(!LogNames.isKnown(name))
    }

    @Test func aLogThatNobodyLooksAtIsUnknownAndNotClear() {
        var facts = FactSet()
        facts.set(LogFacts.matched, [])
        facts.set(LogFacts.unread, [])
        let logged = Logged(logs: ["kubelett"], patterns: ["failed to run Kubelet"], window: .start, atLeast: 1)
        #expect(
            Evaluation(facts: facts).judge(.logged(logged))
                == .unknown([Gap(fact: "log kubelett", reason: "drydock looks at no log of that name.")]))
    }
}
