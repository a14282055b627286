import Screens
import Terminal
import Widgets

/// The pages one came through; crumbs and help line are made from it.
struct PageStack {
    private(set) var screens: [any Screen]

    init(_ first: any Screen) { screens = [first] }

    var top: any Screen {
        get { screens[screens.count - 1] }
        set { screens[screens.count - 1] = newValue }
    }

    var isAtFirst: Bool { screens.count == 1 }
    var crumbs: [String] { screens.map(\.crumb) }

    mutating func push(_ screen: any Screen) { screens.append(screen) }

    mutating func pop() {
        if screens.count > 1 { screens.removeLast() }
    }

    /// Lets every page take an event; gives the effects of all.
    mutating func take(_ event: ScreenEvent) -> [Effect] {
        var effects: [Effect] = []
        for index in screens.indices { effects += screens[index].take(event) }
        return effects
    }
}
