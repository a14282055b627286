import Planning
import Steps
import Terminal
import Text
import Widgets

/// What a page says of a recipe: what it is for, then its steps with their commands, risks, checks and ways back.
struct RecipePage {
    private(set) var paragraphs: [StyledText] = []
    /// One link a step: its number from 0.
    private(set) var links: [Int: Int] = [:]

    /// Columns by which what belongs to a step is indented; "1. " stands before its title.
    static let indent = 3

    init(_ recipe: Recipe) {
        let names = ([recipe.id, recipe.area] + recipe.catalogue).joined(separator: "  ")
        paragraphs = [StyledText(recipe.title, .title)]
        paragraphs += [indented(StyledText(names, .muted)), "", indented(StyledText(recipe.about))]
        if !recipe.notWhen.isEmpty {
            paragraphs += ["", indented(StyledText("Not when: ", .warning) + StyledText(recipe.notWhen))]
        }
        if let releases = recipe.releases { paragraphs += ["", indented(StyledText("For Kubernetes \(releases.words)."))] }
        for (index, step) in recipe.steps.enumerated() { write(step, index) }
        if !recipe.texts.isEmpty {
            paragraphs +=
                ["", StyledText("Error texts that lead here", .title)] + recipe.texts.map { indented(StyledText($0, .muted)) }
        }
        if !recipe.sources.isEmpty {
            paragraphs += ["", StyledText("From", .title)] + recipe.sources.map { indented(StyledText($0, .muted)) }
        }
    }

    private mutating func write(_ step: RecipeStep, _ index: Int) {
        paragraphs.append("")
        paragraphs.append(
            StyledText("\(index + 1). ", .title) + StyledText(step.heading) + StyledText("  \(step.risk.words)", step.risk.role))
        links[paragraphs.count] = index
        if let command = step.command {
            paragraphs.append(indented(StyledText(ShellLine.of(command), .title)))
        } else if let edit = step.edit {
            paragraphs.append(indented(StyledText(Self.words(edit), .title)))
        } else if let byHand = step.byHand {
            paragraphs.append(indented(StyledText(byHand)))
        }
        if let check = step.check {
            paragraphs.append(
                indented(
                    StyledText("check: ", .muted) + StyledText(ShellLine.of(check))
                        + StyledText(step.expects.map { "  \($0)" } ?? "", .muted)))
        } else if let expects = step.expects {
            paragraphs.append(indented(StyledText("check: ", .muted) + StyledText(expects)))
        }
        if let undo = step.undo { paragraphs.append(indented(StyledText("undo: ", .muted) + StyledText(undo))) }
    }

    private func indented(_ text: StyledText) -> StyledText {
        StyledText(String(repeating: " ", count: Self.indent)) + text
    }

    /// `/etc/containerd/config.toml: plugins > SystemdCgroup = true`.
    static func words(_ edit: Edit) -> String {
        "\(edit.file): \(edit.path.joined(separator: " > "))" + (edit.value.map { " = \($0)" } ?? "  (remove it)")
    }

    /// What `y` takes of a step: the command, the edit, or the words.
    static func copied(_ step: RecipeStep) -> String {
        step.command.map(ShellLine.of) ?? step.edit.map(words) ?? step.byHand ?? step.title
    }

    /// The same as lines without roles, for plain output.
    var lines: [String] { paragraphs.map(\.plain) }
}
