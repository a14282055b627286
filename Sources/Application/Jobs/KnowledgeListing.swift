import Diagnosis
import Facts
import Glibc
import KnowledgeFormat
import Planning
import Text
import YAML

/// `drydock knowledge list`: what is known, of which day it is, and which folders are laid over what is compiled in.
struct KnowledgeListing: Encodable {
    struct Entry: Encodable { var id, title, area: String; var catalogue: [String] }

    /// A release, a runtime's series or an add-on.
    struct Dated: Encodable {
        var id, newest: String
        var asOf: Day?
        /// Whether its support has ended, or nobody keeps it any more.
        var hasEnded: Bool
    }

    struct Overlay: Encodable { var folder, holds: String; var leftOut: [String] }

    /// The newest day on which a source of it was read.
    var day: Day?
    /// What is old by this machine's clock, as a sentence.
    var age: String?
    var overlays: [Overlay]
    var rules, recipes: [Entry]
    var releases, runtimes, addOns: [Dated]

    init(_ knowledge: KnowledgeBase, now: Instant) {
        let planning = knowledge.planning
        let today = Day(now)
        func hasEnded(_ day: String?) -> Bool { day.flatMap { Day($0) }.map { $0 < today } ?? false }
        day = knowledge.day
        age = KnowledgeAge(planning.parts, at: now).sentence
        overlays = knowledge.overlays.map {
            Overlay(folder: $0.folder, holds: $0.holds, leftOut: $0.leftOut.map(\.description))
        }
        rules = knowledge.rules.map { Entry(id: $0.id, title: $0.title, area: $0.area, catalogue: $0.catalogue) }
        recipes = knowledge.recipes.map { Entry(id: $0.id, title: $0.title, area: $0.area, catalogue: $0.catalogue) }
        releases = planning.releases.map {
            Dated(id: $0.id, newest: "\($0.id).\($0.latestPatch)", asOf: $0.asOf, hasEnded: hasEnded($0.endOfLife))
        }
        runtimes = planning.runtimes.map {
            Dated(id: $0.id, newest: $0.latest, asOf: $0.asOf, hasEnded: hasEnded($0.endOfLife))
        }
        addOns = planning.addOns.map { Dated(id: $0.id, newest: $0.version, asOf: $0.asOf, hasEnded: !$0.isMaintained) }
    }

    /// For people: what is the newest first, then each kind by itself.
    func write(paint: Paint) {
        Output.write("What is known is of \(day?.description ?? "an unknown day").\n")
        for overlay in overlays {
            let out = overlay.leftOut.isEmpty ? "" : "; left out, as stderr tells: \(overlay.leftOut.count)"
            Output.write(
                "Laid over it: \(overlay.folder) (\(overlay.holds.isEmpty ? "nothing of it is used" : overlay.holds)\(out))\n")
        }
        for line in age.map({ Wrap.lines($0, width: 80, indent: 0) }) ?? [] { Output.write(line + "\n") }
        for (name, entries) in [("Rules", rules), ("Recipes", recipes)] {
            Output.write("\n" + paint.bold("\(name) (\(entries.count))") + "\n")
            let names = entries.map { "\($0.area.padding(to: 13)) \($0.id)" }
            let index = Index(names)
            for entry in entries.sorted(by: { ($0.area, $0.id) < ($1.area, $1.id) }) {
                Output.write(index.text("\(entry.area.padding(to: 13)) \(entry.id)", entry.title))
            }
        }
        for (name, parts) in [("Releases", releases), ("Runtimes", runtimes), ("Add-ons", addOns)] {
            Output.write("\n" + paint.bold("\(name) (\(parts.count))") + "\n")
            let index = Index(parts.map(\.id))
            for part in parts { Output.write(index.text(part.id, part.words)) }
        }
    }
}

extension KnowledgeListing.Dated {
    /// `1.36.3, looked up on 2026-08-23`.
    fileprivate var words: String {
        [newest, asOf.map { "looked up on \($0)" } ?? "", hasEnded ? "no longer supported" : ""].filter { !$0.isEmpty }
            .joined(separator: ", ")
    }
}
