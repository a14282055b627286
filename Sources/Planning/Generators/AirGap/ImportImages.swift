import Steps

/// Where machines reach no registry at all, the runtime gets every image from the bundle before kubeadm and the kubelet ask for one.
struct ImportImages: Generator {
    func steps(_ context: PlanContext) -> [Step] {
        guard context.importsImages else { return [] }
        let script = "\(BundlePlace.folder)/load.sh"
        return context.linuxNodes.map { machine in
            Step(
                "import-images", on: machine.name, phase: .prepare, title: "Import the images.",
                why: "No registry can be reached, so the runtime must have each image before anything asks for it.", risk: .edits,
                actions: [.run(Run(["sh", script, "images"]))], check: .succeeds(["sh", script, "holds"]),
                undo: .none(because: "Images that nothing uses do no harm; the kubelet removes them when the disk fills."),
                seconds: 180)
        }
    }
}
