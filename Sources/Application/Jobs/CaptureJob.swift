import Diagnosis
import Hosts
import Text

/// `drydock capture`.
public struct CaptureJob: Sendable {
    let settings: Settings
    let path: String?
    let hidesAddresses: Bool

    public init(settings: Settings, path: String?, hidesAddresses: Bool) {
        self.settings = settings
        self.path = path
        self.hidesAddresses = hidesAddresses
    }

    /// Records this node; the words go to stderr, the path alone to stdout.
    public func run() throws {
        let knowledge = try KnowledgeLoading.load(settings.knowledgeFolders)
        let host = LocalHost()
        let capturing = Capturing(examination: Examination(knowledge: knowledge), host: host)
        let (path, hides) = (path, hidesAddresses)
        let outcome: Result<Capturing.Result, Refusal> = Waiting.run {
            let name = (try? await host.read("/proc/sys/kernel/hostname").trimmed) ?? "node"
            let unnamed = Capturing.defaultName(node: hides ? "node" : name, at: await host.now())
            let file = path ?? unnamed
            do throws(Refusal) {
                return .success(try await capturing.record(into: file, hidesAddresses: hides))
            } catch {
                return .failure(error)
            }
        }
        let result = try outcome.get()
        Output.note(
            "Recorded \(Quantity.bytes(result.bytes)). Keys, tokens and passwords were replaced before anything was written.")
        for (reason, count) in result.missed.prefix(6) {
            Output.note("Not included: \(count) \(count == 1 ? "fact" : "facts"). \(reason)")
        }
        Output.note("Read it with: drydock diagnose --from \(result.path)")
        Output.write(result.path + "\n")
    }
}
