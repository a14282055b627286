import CRI
import Facts
import Hosts

/// Lists the images that the runtime holds: whether an image is here is then known without any log.
struct ImagesProbe: Probe {
    let name = "images"
    let subject = "the runtime's images"
    let gives: [FactKey] = [RefusalFacts.images]
    let needs: [FactKey] = [RuntimeFacts.socket, RuntimeFacts.answers]
    /// More than any node keeps: the kubelet's garbage collection sees to that.
    private static let most = 2000

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        guard let socket = known.text(RuntimeFacts.socket), known.flag(RuntimeFacts.answers) == true else {
            facts.miss(RefusalFacts.images, known.reason(RuntimeFacts.answers) ?? "The container runtime does not answer.")
            return facts
        }
        do {
            let images = try await host.ask(ListImagesRequest(), at: socket, deadline: .milliseconds(1500)).images
            let names = images.flatMap { $0.repoTags.isEmpty ? $0.repoDigests : $0.repoTags }
            guard names.count <= Self.most else {
                facts.miss(RefusalFacts.images, "The runtime lists more than \(Self.most) images.")
                return facts
            }
            facts.set(RefusalFacts.images, .list(names.sorted()), from: Source("CRI ListImages on \(socket)"))
        } catch {
            facts.miss(RefusalFacts.images, error.reason)
        }
        return facts
    }
}
