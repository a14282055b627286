import Terminal
import Testing
import Widgets

struct FormTests {
    private func rows(_ name: String, _ address: String) -> [FormRow] {
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
