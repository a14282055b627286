import Facts
import Hosts
import Redaction

/// A probe that sees a host's answers without secrets, and of whose facts every text is gone over once more: the lines of long logs come
/// from the host as they are. `Survey` makes each probe one of these.
struct ScrubbedProbe: Probe {
    let base: any Probe

    init(_ base: any Probe) { self.base = base }

    var name: String { base.name }
    var subject: String { base.subject }
    var gives: [FactKey] { base.gives }
    var needs: [FactKey] { base.needs }

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        await base.look(at: ScrubbedHost(host), knowing: known).mapped { fact in
            switch fact {
            case .missing(let reason): .missing(reason.saying(CleanText.of))
            case .known(let value, let sources): .known(value.scrubbed, sources.map(\.scrubbed))
            }
        }
    }
}

extension Value {
    fileprivate var scrubbed: Value {
        switch self {
        case .text(let text): .text(CleanText.of(text))
        case .list(let list): .list(list.map(CleanText.of))
        case .rows(let rows): .rows(rows.map(\.scrubbed))
        case .unknown(let reason): .unknown(reason.saying(CleanText.of))
        case .absent, .flag, .integer, .number, .instant: self
        }
    }
}

extension AnyRow {
    fileprivate var scrubbed: AnyRow {
        // A pattern is a rule's word, not the node's, and is compared with the rule's.
        mapped(source: source.scrubbed) { $0 == LogFacts.Match.pattern.rawValue ? $1 : $1.scrubbed }
    }
}

extension Source {
    fileprivate var scrubbed: Source { Source(CleanText.of(origin), CleanText.of(text), at: time) }
}
