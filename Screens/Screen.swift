import Diagnosis
import Terminal
import Text
import Widgets
import Wizard

/// One page of the program: its state, what keys and events do to it, and how it looks. It does no I/O: what it wants done it
/// returns as effects, and what came of them reaches it as an event.
public protocol Screen: Sendable {
    /// What can be done on it. An enum: an action that is misspelt or that nobody carries out does not build.
    associatedtype Action: Hashable & Sendable
    /// Its name in the crumbs: a word or two.
    var crumb: String { get }
    /// What can be done here now, most useful first. Its keys are handled by this table, and help line, key page and palette are
    /// made from it. While letters are text its letters are text too.
    var bindings: [Binding<Action>] { get }
    /// The message row; nil where there is nothing to say.
    var message: StyledText? { get }
    /// What the last key led to, until the next: it may take several rows. Nil where there is nothing to say.
    var notice: StyledText? { get }
    /// Whether letters are text now (a filter or a field is being typed), so that no letter may act.
    var isTyping: Bool { get }
    /// Why the page cannot be left now, whole sentences; nil where it can.
    var holds: String? { get }
    /// The layout for a size of the content area; called before the first draw and when the size changes.
    mutating func fit(_ size: Size)
    mutating func act(_ action: Action) -> [Effect]
    /// Offers a key that no binding has: those that move, the text that is typed, a paste, the mouse. Nil where it means nothing
    /// here. Places of the mouse are counted from the corner of the content area.
    mutating func handle(_ key: Key) -> [Effect]?
    /// What is to be done whenever the page comes on top: when it is opened, and when the page above it is left.
    mutating func shown() -> [Effect]
    /// Takes what happened outside.
    mutating func take(_ event: ScreenEvent) -> [Effect]
    /// Draws into the content area. Changes no state. Gives where the real cursor belongs.
    @discardableResult
    func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point?
    /// The page for a stream: what it says, and what may be chosen.
    func plain() -> PlainPage
}

extension Screen {
    public var message: StyledText? { nil }
    public var notice: StyledText? { nil }
    public var isTyping: Bool { false }
    public var holds: String? { nil }
    public mutating func take(_ event: ScreenEvent) -> [Effect] { [] }
    public mutating func shown() -> [Effect] { [] }
}

/// An action of a page whose type is not known: what the palette gives back to the page it came from.
public struct PageAction: Hashable, Sendable {
    let value: any Hashable & Sendable

    public static func == (a: PageAction, b: PageAction) -> Bool { AnyHashable(a.value) == AnyHashable(b.value) }
    public func hash(into hasher: inout Hasher) { hasher.combine(AnyHashable(value)) }
}

extension Screen {
    /// Its bindings beside those of other pages.
    public var offers: [Binding<PageAction>] { bindings.map { $0.map { PageAction(value: $0) } } }

    /// Carries out what it offered; of another page's action it knows nothing.
    public mutating func act(_ action: PageAction) -> [Effect] {
        guard let own = action.value as? Action else { return [] }
        return act(own)
    }

    /// What a key does: by the table, else what the page makes of it. Nil where it means nothing here.
    public mutating func receive(_ key: Key) -> [Effect]? {
        let isText = isTyping && key.typed != nil
        guard !isText, let binding = KeyMap(bindings).binding(for: key) else { return handle(key) }
        if let reason = binding.disabled { return [.say(reason)] }
        return act(binding.action)
    }
}

/// A page as numbered lines on a stream, for screen readers and dumb terminals.
public struct PlainPage: Sendable {
    public var lines: [String]
    public var choices: [Choice]
    /// A free text that may be typed instead of a number; nil where none is wanted.
    public var prompt: Prompt?

    /// What an empty line does, and how that is said; nil where it only shows the page again.
    public var enter: Choice?

    public struct Choice: Sendable {
        public var label: String
        public var effects: [Effect]
        /// Lines that stand above it: the question that it answers, with its reason.
        public var heading: [String]

        public init(_ label: String, _ effects: [Effect], heading: [String] = []) {
            self.label = label
            self.effects = effects
            self.heading = heading
        }
    }

    public struct Prompt: Sendable {
        public var question: String
        /// What the answer leads to.
        public var effects: @Sendable (String) -> [Effect]

        public init(_ question: String, _ effects: @escaping @Sendable (String) -> [Effect]) {
            self.question = question
            self.effects = effects
        }
    }

    public init(_ lines: [String], choices: [Choice] = [], prompt: Prompt? = nil) {
        self.lines = lines.map(Self.printable)
        self.choices = choices.map {
            Choice(Self.printable($0.label), $0.effects, heading: $0.heading.map(Self.printable))
        }
        self.prompt = prompt
    }

    /// Text of the node may hold escape sequences; on a stream they would act on the person's terminal.
    private static func printable(_ text: String) -> String { Sanitized.text(text) }
}
