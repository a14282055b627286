import Diagnosis
import Terminal
import Text
import Widgets
import Wizard

/// One page of the program: its state, what keys and news do to it, and how it looks. It does no I/O: what it wants done it
/// returns as effects, and what came of them reaches it as news.
public protocol Screen: Sendable {
    /// Its name in the crumbs: a word or two.
    var crumb: String { get }
    /// What can be done here now, most useful first. Help line, key page and palette are made from it.
    var bindings: [Binding] { get }
    /// The message row; nil where there is nothing to say.
    var message: StyledText? { get }
    /// Whether letters are text now (a filter or a field is being typed), so that no letter may act.
    var isTyping: Bool { get }
    /// The layout for a size of the content area; called before the first draw and when the size changes.
    mutating func fit(_ size: Size)
    /// Acts on a key that is bound to one of `bindings`, by the binding's name.
    mutating func act(_ binding: String) -> [Effect]
    /// Offers a key that no binding has, or any key while typing. Nil where it means nothing here. Places of the mouse are counted
    /// from the corner of the content area.
    mutating func handle(_ key: Key) -> [Effect]?
    /// What is to be done whenever the page comes on top: when it is opened, and when the page above it is left.
    mutating func shown() -> [Effect]
    /// Takes what happened outside.
    mutating func take(_ news: News) -> [Effect]
    /// Draws into the content area. Changes no state. Gives where the real cursor belongs.
    @discardableResult
    func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point?
    /// The page for a stream: what it says, and what may be chosen.
    func plain() -> PlainPage
}

extension Screen {
    public var message: StyledText? { nil }
    public var isTyping: Bool { false }
    public mutating func take(_ news: News) -> [Effect] { [] }
    public mutating func shown() -> [Effect] { [] }
}

/// A page as numbered lines on a stream, for screen readers and dumb terminals.
public struct PlainPage: Sendable {
    public var lines: [String]
    public var choices: [Choice]
    /// A free text that may be typed instead of a number; nil where none is wanted.
    public var prompt: Prompt?

    public struct Choice: Sendable {
        public var label: String
        public var effects: [Effect]

        public init(_ label: String, _ effects: [Effect]) {
            self.label = label
            self.effects = effects
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
        self.choices = choices.map { Choice(Self.printable($0.label), $0.effects) }
        self.prompt = prompt
    }

    /// Text of the node may hold escape sequences; on a stream they would act on the person's terminal.
    private static func printable(_ text: String) -> String { Printable.text(text) }
}
