import Diagnosis
import Hosts
import Probes
import Screens

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

    /// Records this node; the file's path goes to stdout, all words to stderr. Throws `Refusal` where it was not written.
    public func run() throws {
        try record(LocalHost(), named: path)
    }

    func record(_ host: any Host, named path: String?) throws {
        let examination = Examination(knowledge: try KnowledgeLoading.load(settings.knowledgeFolders))
        let capturing = Capturing(examination: examination, host: host)
        let hides = hidesAddresses
        let outcome = Waiting.run {
            var target = path ?? ""
            if target.isEmpty { target = await capturing.name() }
            return await capturing.record(to: target, hidingAddresses: hides) { _ in }
        }
        switch outcome {
        case .running: break
        case .failed(let reason): throw Refusal(reason)
        case .written(let path, let bytes, let missing):
            Output.write(path + "\n")
            Output.note("\(Quantity.bytes(bytes)). Private keys, tokens and key data of kubeconfigs were replaced before anything was written.")
            if hidesAddresses { Output.note("Addresses were replaced; equal ones are still equal, subnets still subnets.") }
            if !missing.isEmpty { Output.note("Left out, because it could not be looked at:") }
            for item in missing.prefix(12) { Output.note("  \(item.reason) (\(item.count) \(item.count == 1 ? "fact" : "facts"))") }
            if missing.count > 12 { Output.note("  and \(missing.count - 12) more reasons") }
            Output.note("Read it anywhere: drydock diagnose --from \(path)")
        }
    }
}
