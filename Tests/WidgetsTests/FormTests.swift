import Terminal
import Testing
import Widgets

@Suite struct FormTests {
    private let form = Form<String>([
        FormRow("heading", .heading, StyledText("Names", .title)),
        FormRow("short", .field("", example: "e.g. a"), "Name"),
        FormRow("long", .field("b", example: "e.g. c"), "A label that is wider than half of the row"),
        FormRow("off", .choice(isOn: false), "First"), FormRow("on", .choice(isOn: true), "Second", note: "default"),
        FormRow("shut", .choice(isOn: false), "Third", isEnabled: false), FormRow("flag", .flag(isOn: true), "A flag"),
        FormRow("item", .item(.warning), "Something to open"),
    ])

    @Test func aLabelNeverRunsIntoItsField() {
        let (canvas, _) = drawn(form, 40, 8)
        let row = canvas.text.split(separator: "\n").first { $0.contains("A label") } ?? ""
        #expect(row.contains("…  b") || row.hasSuffix("… b"), "\(row)")
    }

    @Test func theFocusPassesHeadingsAndStaysOnItsRow() {
        var form = form
        #expect(form.focus == "short")
        #expect(form.act(.up) == .moved)
        #expect(form.focus == "short")
        form.select("on")
        form.set(form.rows.reversed())
        #expect(form.focus == "on")
        form.set(form.rows.filter { $0.id != "on" })
        #expect(form.focus != "on" && form.focus != nil)
    }

    @Test func whatIsTypedIsToldWhenTheFieldIsLeft() {
        var form = form
        for letter in "abc" { _ = form.act(.character(letter)) }
        #expect(form.pending == .typed("short", "abc"))
        #expect(form.act(.down) == .typed("short", "abc"))
        #expect(form.focus == "long")
    }

    @Test func choicesAndFlagsAreTakenAndShutOnesAreNot() {
        var form = form
        form.select("off")
        #expect(form.act(.space) == .taken("off"))
        form.select("flag")
        #expect(form.take() == .taken("flag"))
        form.select("shut")
        #expect(form.take() == .ignored)
        form.select("item")
        #expect(form.take() == .ignored)
    }

    private func rows(_ name: String, _ address: String) -> [FormRow<String>] {
        [
            FormRow("name", .field(name, example: "e.g. cp1"), "Name"),
            FormRow("address", .field(address, example: "e.g. 192.0.2.1"), "Address"),
        ]
    }

    /// An answer to one field may fill the next, which the focus has reached by then.
    @Test func aFieldThatNobodyTypedIntoShowsItsNewText() {
        var form = Form(rows("", ""))
        #expect(form.act(.paste("cp1")) == .moved)
        #expect(form.act(.down) == .typed("name", "cp1"))
        form.set(rows("cp1", "192.0.2.11"))
        #expect(form.focus == "address")
        #expect(form.typed == "192.0.2.11")
        #expect(form.pending == .moved, "leaving the field must not put the old text back")
    }

    @Test func whatIsBeingTypedStays() {
        var form = Form(rows("", ""))
        _ = form.act(.character("x"))
        form.set(rows("cp1", ""))
        #expect(form.typed == "x")
        #expect(form.pending == .typed("name", "x"))
    }
}
